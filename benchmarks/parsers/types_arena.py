"""The tree of TypeScript's type expressions: arena records, names as symbols."""

from __future__ import annotations

from typing import Literal

from arenite import Slice, Struct, Symbol, u32


class Node(Struct, tag=True):
    start: u32
    end: u32


# ---- Types -------------------------------------------------------------------


class Reference(Node):
    name: Symbol
    arguments: Slice[Type]


class Constant(Node):
    text: str


class Template(Node):
    parts: Slice[Type]


class Union(Node):
    members: Slice[Type]


class Intersection(Node):
    members: Slice[Type]


class ArrayOf(Node):
    item: Type


class Indexed(Node):
    type: Type
    index: Type


class TupleOf(Node):
    items: Slice[Parameter]


class Function(Node):
    type_parameters: Slice[TypeParameter]
    parameters: Slice[Parameter]
    result: Type
    constructor: bool = False


class Object(Node):
    members: Slice[Member]


class Operator(Node):
    operator: Literal["keyof", "unique", "readonly", "infer"]
    type: Type


class Query(Node):
    name: Symbol


class Predicate(Node):
    name: Symbol
    type: Type | None
    asserts: bool = False


class Conditional(Node):
    check: Type
    extends: Type
    then: Type
    otherwise: Type


class Mapped(Node):
    name: Symbol
    keys: Type
    rename: Type | None
    type: Type | None
    readonly: Literal["", "readonly", "+readonly", "-readonly"]
    optional: Literal["", "?", "+?", "-?"]


# ---- Their parts -------------------------------------------------------------


class Parameter(Node):
    name: Symbol
    type: Type | None
    optional: bool = False
    rest: bool = False


class TypeParameter(Node):
    name: Symbol
    constraint: Type | None = None
    default: Type | None = None


class Property(Node):
    name: Symbol
    type: Type | None
    optional: bool = False
    readonly: bool = False


class Method(Node):
    kind: Literal["method", "function", "call", "new", "get", "set"]
    name: Symbol
    type_parameters: Slice[TypeParameter]
    parameters: Slice[Parameter]
    result: Type | None
    optional: bool = False


class Index(Node):
    parameter: Parameter
    type: Type
    readonly: bool = False


# ---- Declarations ------------------------------------------------------------


class Interface(Node):
    name: Symbol
    type_parameters: Slice[TypeParameter]
    extends: Slice[Type]
    body: Object


class Alias(Node):
    name: Symbol
    type_parameters: Slice[TypeParameter]
    type: Type


class Variable(Node):
    kind: Literal["var", "let", "const"]
    name: Symbol
    type: Type | None


class Declaration(Node):
    method: Method


class Namespace(Node):
    name: Symbol
    body: Slice[Statement]


class File(Node):
    body: Slice[Statement]


Type = (
    Reference
    | Constant
    | Template
    | Union
    | Intersection
    | ArrayOf
    | Indexed
    | TupleOf
    | Function
    | Object
    | Operator
    | Query
    | Predicate
    | Conditional
    | Mapped
)
Member = Property | Method | Index
Statement = Interface | Alias | Variable | Declaration | Namespace
