"""The tree of TypeScript's type expressions: arena records, and nothing else changed."""

from __future__ import annotations

from typing import Literal

from arenite import Slice, Struct, u32


class Node(Struct, tag=True):
    start: u32
    end: u32


# ---- Types -------------------------------------------------------------------


class Reference(Node):
    name: str
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
    name: str


class Predicate(Node):
    name: str
    type: Type | None
    asserts: bool = False


class Conditional(Node):
    check: Type
    extends: Type
    then: Type
    otherwise: Type


class Mapped(Node):
    name: str
    keys: Type
    rename: Type | None
    type: Type | None
    readonly: Literal["", "readonly", "+readonly", "-readonly"]
    optional: Literal["", "?", "+?", "-?"]


# ---- Their parts -------------------------------------------------------------


class Parameter(Node):
    name: str
    type: Type | None
    optional: bool = False
    rest: bool = False


class TypeParameter(Node):
    name: str
    constraint: Type | None = None
    default: Type | None = None


class Property(Node):
    name: str
    type: Type | None
    optional: bool = False
    readonly: bool = False


class Method(Node):
    kind: Literal["method", "function", "call", "new", "get", "set"]
    name: str
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
    name: str
    type_parameters: Slice[TypeParameter]
    extends: Slice[Type]
    body: Object


class Alias(Node):
    name: str
    type_parameters: Slice[TypeParameter]
    type: Type


class Variable(Node):
    kind: Literal["var", "let", "const"]
    name: str
    type: Type | None


class Declaration(Node):
    method: Method


class Namespace(Node):
    name: str
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
