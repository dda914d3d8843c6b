"""The tree of TypeScript's type expressions: dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Node:
    start: int
    end: int


# ---- Types -------------------------------------------------------------------


@dataclass(slots=True)
class Reference(Node):
    name: str
    arguments: list[Type]


@dataclass(slots=True)
class Constant(Node):
    text: str


@dataclass(slots=True)
class Template(Node):
    parts: list[Type]


@dataclass(slots=True)
class Union(Node):
    members: list[Type]


@dataclass(slots=True)
class Intersection(Node):
    members: list[Type]


@dataclass(slots=True)
class ArrayOf(Node):
    item: Type


@dataclass(slots=True)
class Indexed(Node):
    type: Type
    index: Type


@dataclass(slots=True)
class TupleOf(Node):
    items: list[Parameter]


@dataclass(slots=True)
class Function(Node):
    type_parameters: list[TypeParameter]
    parameters: list[Parameter]
    result: Type
    constructor: bool = False


@dataclass(slots=True)
class Object(Node):
    members: list[Member]


@dataclass(slots=True)
class Operator(Node):
    operator: Literal["keyof", "unique", "readonly", "infer"]
    type: Type


@dataclass(slots=True)
class Query(Node):
    name: str


@dataclass(slots=True)
class Predicate(Node):
    name: str
    type: Type | None
    asserts: bool = False


@dataclass(slots=True)
class Conditional(Node):
    check: Type
    extends: Type
    then: Type
    otherwise: Type


@dataclass(slots=True)
class Mapped(Node):
    name: str
    keys: Type
    rename: Type | None
    type: Type | None
    readonly: Literal["", "readonly", "+readonly", "-readonly"]
    optional: Literal["", "?", "+?", "-?"]


# ---- Their parts -------------------------------------------------------------


@dataclass(slots=True)
class Parameter(Node):
    name: str
    type: Type | None
    optional: bool = False
    rest: bool = False


@dataclass(slots=True)
class TypeParameter(Node):
    name: str
    constraint: Type | None = None
    default: Type | None = None


@dataclass(slots=True)
class Property(Node):
    name: str
    type: Type | None
    optional: bool = False
    readonly: bool = False


@dataclass(slots=True)
class Method(Node):
    kind: Literal["method", "function", "call", "new", "get", "set"]
    name: str
    type_parameters: list[TypeParameter]
    parameters: list[Parameter]
    result: Type | None
    optional: bool = False


@dataclass(slots=True)
class Index(Node):
    parameter: Parameter
    type: Type
    readonly: bool = False


# ---- Declarations ------------------------------------------------------------


@dataclass(slots=True)
class Interface(Node):
    name: str
    type_parameters: list[TypeParameter]
    extends: list[Type]
    body: Object


@dataclass(slots=True)
class Alias(Node):
    name: str
    type_parameters: list[TypeParameter]
    type: Type


@dataclass(slots=True)
class Variable(Node):
    kind: Literal["var", "let", "const"]
    name: str
    type: Type | None


@dataclass(slots=True)
class Declaration(Node):
    method: Method


@dataclass(slots=True)
class Namespace(Node):
    name: str
    body: list[Statement]


@dataclass(slots=True)
class File(Node):
    body: list[Statement]


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
