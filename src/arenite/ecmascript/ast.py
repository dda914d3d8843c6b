"""The nodes of the AST. Written by tools/gen_ast.py from ast.asdl; do not edit.

Names are those of ESTree and typescript-estree, fields in snake_case (with a
trailing underscore where Python reserves the word). `type` is the name that
ESTree gives a node. `start` and `end` are UTF-8 byte offsets in the source.
"""

from __future__ import annotations

import typing
from typing import ClassVar, TypeAlias

from arenite import Slice, Struct, f64, field, u8, u32, u64
from arenite.ecmascript import _origin
from arenite.ecmascript._source import SourceLocation

__all__ = [
    "Accessibility",
    "AccessorProperty",
    "Argument",
    "ArrayElement",
    "ArrayExpression",
    "ArrayPattern",
    "ArrowBody",
    "ArrowFunctionExpression",
    "AssignmentExpression",
    "AssignmentOperator",
    "AssignmentPattern",
    "AwaitExpression",
    "BigIntLiteral",
    "BinaryExpression",
    "BinaryOperand",
    "BinaryOperator",
    "BindingPattern",
    "BlockStatement",
    "BooleanLiteral",
    "BreakStatement",
    "CallExpression",
    "CatchClause",
    "ChainExpression",
    "Class",
    "ClassBody",
    "ClassDeclaration",
    "ClassElement",
    "ClassExpression",
    "ClassMember",
    "ConditionalExpression",
    "ContinueStatement",
    "DebuggerStatement",
    "Declaration",
    "DecoratedParameter",
    "DecoratedPattern",
    "Decorator",
    "Directive",
    "DoWhileStatement",
    "EmptyStatement",
    "ExportAllDeclaration",
    "ExportDefault",
    "ExportDefaultDeclaration",
    "ExportNamedDeclaration",
    "ExportSpecifier",
    "Expression",
    "ExpressionStatement",
    "ForInStatement",
    "ForInit",
    "ForLeft",
    "ForOfStatement",
    "ForStatement",
    "Function",
    "FunctionDeclaration",
    "FunctionExpression",
    "Hashbang",
    "Identifier",
    "IfStatement",
    "ImportAttribute",
    "ImportDeclaration",
    "ImportDefaultSpecifier",
    "ImportExpression",
    "ImportKind",
    "ImportModuleSpecifier",
    "ImportNamespaceSpecifier",
    "ImportPhase",
    "ImportSpecifier",
    "JSXAttribute",
    "JSXAttributeItem",
    "JSXAttributeName",
    "JSXAttributeValue",
    "JSXChild",
    "JSXClosingElement",
    "JSXClosingFragment",
    "JSXElement",
    "JSXElementName",
    "JSXEmptyExpression",
    "JSXExpression",
    "JSXExpressionContainer",
    "JSXFragment",
    "JSXIdentifier",
    "JSXMemberExpression",
    "JSXNamespacedName",
    "JSXOpeningElement",
    "JSXOpeningFragment",
    "JSXSpreadAttribute",
    "JSXSpreadChild",
    "JSXText",
    "LabeledStatement",
    "Literal",
    "LogicalExpression",
    "LogicalOperator",
    "MemberExpression",
    "MemberProperty",
    "MetaProperty",
    "MethodDefinition",
    "MethodFunction",
    "MethodKind",
    "ModuleExportName",
    "NewExpression",
    "Node",
    "NullLiteral",
    "NumericLiteral",
    "ObjectExpression",
    "ObjectMember",
    "ObjectPattern",
    "Parameter",
    "ParenthesizedExpression",
    "Pattern",
    "PatternElement",
    "PatternMember",
    "PrivateIdentifier",
    "Program",
    "Property",
    "PropertyDefinition",
    "PropertyKey",
    "PropertyKind",
    "PropertyValue",
    "RegExpLiteral",
    "RestElement",
    "ReturnStatement",
    "SequenceExpression",
    "SourceType",
    "SpreadElement",
    "Statement",
    "StaticBlock",
    "StringLiteral",
    "Super",
    "SwitchCase",
    "SwitchStatement",
    "TSAbstractAccessorProperty",
    "TSAbstractMethodDefinition",
    "TSAbstractPropertyDefinition",
    "TSAnyKeyword",
    "TSArrayType",
    "TSAsExpression",
    "TSBigIntKeyword",
    "TSBooleanKeyword",
    "TSCallSignatureDeclaration",
    "TSClassImplements",
    "TSConditionalType",
    "TSConstructSignatureDeclaration",
    "TSConstructorType",
    "TSDeclareFunction",
    "TSEmptyBodyFunctionExpression",
    "TSEntityName",
    "TSEnumBody",
    "TSEnumDeclaration",
    "TSEnumMember",
    "TSEnumMemberName",
    "TSExportAssignment",
    "TSExternalModuleReference",
    "TSFunctionType",
    "TSImportEqualsDeclaration",
    "TSImportType",
    "TSImportTypeQualifier",
    "TSIndexSignature",
    "TSIndexedAccessType",
    "TSInferType",
    "TSInstantiationExpression",
    "TSInterfaceBody",
    "TSInterfaceDeclaration",
    "TSInterfaceHeritage",
    "TSIntersectionType",
    "TSIntrinsicKeyword",
    "TSLiteral",
    "TSLiteralType",
    "TSMappedModifier",
    "TSMappedType",
    "TSMethodKind",
    "TSMethodSignature",
    "TSModuleBlock",
    "TSModuleDeclaration",
    "TSModuleKind",
    "TSModuleName",
    "TSModuleReference",
    "TSNamedTupleMember",
    "TSNamespaceExportDeclaration",
    "TSNeverKeyword",
    "TSNonNullExpression",
    "TSNullKeyword",
    "TSNumberKeyword",
    "TSObjectKeyword",
    "TSOperator",
    "TSOptionalType",
    "TSParameterProperty",
    "TSParenthesizedType",
    "TSPropertySignature",
    "TSQualifiedName",
    "TSRestType",
    "TSSatisfiesExpression",
    "TSSignature",
    "TSStringKeyword",
    "TSSymbolKeyword",
    "TSTemplateLiteralType",
    "TSThisType",
    "TSTupleType",
    "TSType",
    "TSTypeAliasDeclaration",
    "TSTypeAnnotation",
    "TSTypeAssertion",
    "TSTypeLiteral",
    "TSTypeOperator",
    "TSTypeParameter",
    "TSTypeParameterDeclaration",
    "TSTypeParameterInstantiation",
    "TSTypePredicate",
    "TSTypePredicateName",
    "TSTypeQuery",
    "TSTypeQueryName",
    "TSTypeReference",
    "TSUndefinedKeyword",
    "TSUnionType",
    "TSUnknownKeyword",
    "TSVoidKeyword",
    "TaggedTemplateExpression",
    "TemplateElement",
    "TemplateLiteral",
    "ThisExpression",
    "ThrowStatement",
    "TryStatement",
    "UnaryExpression",
    "UnaryOperator",
    "UpdateExpression",
    "UpdateOperator",
    "VariableDeclaration",
    "VariableDeclarator",
    "VariableKind",
    "WhileStatement",
    "WithStatement",
    "YieldExpression",
]

SourceType: TypeAlias = typing.Literal["script", "module", "commonjs"]
PropertyKind: TypeAlias = typing.Literal["init", "get", "set"]
ImportPhase: TypeAlias = typing.Literal["source", "defer"]
UnaryOperator: TypeAlias = typing.Literal["-", "+", "!", "~", "typeof", "void", "delete"]
UpdateOperator: TypeAlias = typing.Literal["++", "--"]
BinaryOperator: TypeAlias = typing.Literal[
    "|",
    "^",
    "&",
    "==",
    "!=",
    "===",
    "!==",
    "<",
    ">",
    "<=",
    ">=",
    "<<",
    ">>",
    ">>>",
    "+",
    "-",
    "*",
    "/",
    "%",
    "**",
    "in",
    "instanceof",
]
LogicalOperator: TypeAlias = typing.Literal["??", "||", "&&"]
AssignmentOperator: TypeAlias = typing.Literal[
    "=",
    "+=",
    "-=",
    "*=",
    "/=",
    "%=",
    "**=",
    "<<=",
    ">>=",
    ">>>=",
    "&=",
    "|=",
    "^=",
    "&&=",
    "||=",
    "??=",
]
Accessibility: TypeAlias = typing.Literal["private", "protected", "public"]
VariableKind: TypeAlias = typing.Literal["var", "let", "const", "using", "await using"]
ImportKind: TypeAlias = typing.Literal["value", "type"]
TSModuleKind: TypeAlias = typing.Literal["module", "namespace", "global"]
MethodKind: TypeAlias = typing.Literal["method", "constructor", "get", "set"]
TSOperator: TypeAlias = typing.Literal["keyof", "unique", "readonly"]
TSMappedModifier: TypeAlias = typing.Literal["true", "+", "-"]
TSMethodKind: TypeAlias = typing.Literal["method", "get", "set"]


class Node(Struct, tag=True):
    """Any node of the AST."""

    type: ClassVar[str]
    start: u32 = field(default=0, kw_only=True)
    end: u32 = field(default=0, kw_only=True)

    @property
    def text(self) -> str:
        """Its text in the source. ValueError for a node that `parse` did not make."""
        return _origin.text_of(self)

    @property
    def loc(self) -> SourceLocation:
        """Where it begins and ends: lines from 1, columns in code points from 0."""
        return _origin.location_of(self)


class Expression(Node, abstract=True):
    """One of Identifier, Literal, ThisExpression, Super, ArrayExpression, and more."""


class Statement(Node, abstract=True):
    """One of BlockStatement, ExpressionStatement, Directive, EmptyStatement, and more."""


class ImportModuleSpecifier(Node, abstract=True):
    """One of ImportSpecifier, ImportDefaultSpecifier, ImportNamespaceSpecifier."""


class ClassMember(Node, abstract=True):
    """One of MethodDefinition, TSAbstractMethodDefinition, PropertyDefinition, and more."""


class JSXElementName(Node, abstract=True):
    """One of JSXIdentifier, JSXNamespacedName, JSXMemberExpression."""


class JSXAttributeItem(Node, abstract=True):
    """One of JSXAttribute, JSXSpreadAttribute."""


class TSType(Node, abstract=True):
    """One of TSAnyKeyword, TSBigIntKeyword, TSBooleanKeyword, TSIntrinsicKeyword, and more."""


class TSSignature(Node, abstract=True):
    """One of TSPropertySignature, TSMethodSignature, TSIndexSignature, and more."""


class Literal(Expression, abstract=True):
    """One of StringLiteral, NumericLiteral, BigIntLiteral, BooleanLiteral, and more."""


class Program(Node, tag=1):
    """Program(source_type, body, hashbang, source, comment_spans, token_spans)."""

    type: ClassVar[str] = "Program"
    source_type: SourceType
    body: Slice[Statement] = field(default=())
    hashbang: Hashbang | None = None
    source: Slice[u8] = field(default=())
    comment_spans: Slice[u64] = field(default=())
    token_spans: Slice[u64] = field(default=())


class Hashbang(Node, tag=2):
    """Hashbang(value)."""

    type: ClassVar[str] = "Hashbang"
    value: str


class Identifier(Expression, tag=3):
    """Identifier(name, type_annotation, optional)."""

    type: ClassVar[str] = "Identifier"
    name: str
    type_annotation: TSTypeAnnotation | None = None
    optional: bool = False


class ThisExpression(Expression, tag=4):
    """ThisExpression()."""

    type: ClassVar[str] = "ThisExpression"


class Super(Expression, tag=5):
    """Super()."""

    type: ClassVar[str] = "Super"


class ArrayExpression(Expression, tag=6):
    """ArrayExpression(elements)."""

    type: ClassVar[str] = "ArrayExpression"
    elements: Slice[ArrayElement | None] = field(default=())


class ObjectExpression(Expression, tag=7):
    """ObjectExpression(properties)."""

    type: ClassVar[str] = "ObjectExpression"
    properties: Slice[ObjectMember] = field(default=())


class FunctionExpression(Expression, tag=8):
    """FunctionExpression of ESTree."""

    type: ClassVar[str] = "FunctionExpression"
    body: BlockStatement
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    async_: bool = False
    generator: bool = False
    declare: bool = False


class TSEmptyBodyFunctionExpression(Expression, tag=9):
    """TSEmptyBodyFunctionExpression of ESTree."""

    type: ClassVar[str] = "TSEmptyBodyFunctionExpression"
    body: BlockStatement | None = None
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    async_: bool = False
    generator: bool = False
    declare: bool = False


class ArrowFunctionExpression(Expression, tag=10):
    """ArrowFunctionExpression of ESTree."""

    type: ClassVar[str] = "ArrowFunctionExpression"
    body: ArrowBody
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    expression: bool = False
    async_: bool = False


class ClassExpression(Expression, tag=11):
    """ClassExpression of ESTree."""

    type: ClassVar[str] = "ClassExpression"
    body: ClassBody
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    super_class: Expression | None = None
    super_type_arguments: TSTypeParameterInstantiation | None = None
    decorators: Slice[Decorator] = field(default=())
    implements: Slice[TSClassImplements] = field(default=())
    abstract: bool = False
    declare: bool = False


class UnaryExpression(Expression, tag=12):
    """UnaryExpression(operator, argument)."""

    type: ClassVar[str] = "UnaryExpression"
    operator: UnaryOperator
    argument: Expression


class UpdateExpression(Expression, tag=13):
    """UpdateExpression(operator, argument, prefix)."""

    type: ClassVar[str] = "UpdateExpression"
    operator: UpdateOperator
    argument: Expression
    prefix: bool = False


class BinaryExpression(Expression, tag=14):
    """BinaryExpression(left, operator, right)."""

    type: ClassVar[str] = "BinaryExpression"
    left: BinaryOperand
    operator: BinaryOperator
    right: Expression


class LogicalExpression(Expression, tag=15):
    """LogicalExpression(left, operator, right)."""

    type: ClassVar[str] = "LogicalExpression"
    left: Expression
    operator: LogicalOperator
    right: Expression


class AssignmentExpression(Expression, tag=16):
    """AssignmentExpression(left, operator, right)."""

    type: ClassVar[str] = "AssignmentExpression"
    left: Pattern
    operator: AssignmentOperator
    right: Expression


class ConditionalExpression(Expression, tag=17):
    """ConditionalExpression(test, consequent, alternate)."""

    type: ClassVar[str] = "ConditionalExpression"
    test: Expression
    consequent: Expression
    alternate: Expression


class CallExpression(Expression, tag=18):
    """CallExpression(callee, arguments, type_arguments, optional)."""

    type: ClassVar[str] = "CallExpression"
    callee: Expression
    arguments: Slice[Argument] = field(default=())
    type_arguments: TSTypeParameterInstantiation | None = None
    optional: bool = False


class NewExpression(Expression, tag=19):
    """NewExpression(callee, arguments, type_arguments)."""

    type: ClassVar[str] = "NewExpression"
    callee: Expression
    arguments: Slice[Argument] = field(default=())
    type_arguments: TSTypeParameterInstantiation | None = None


class MemberExpression(Expression, tag=20):
    """MemberExpression(object, property, computed, optional)."""

    type: ClassVar[str] = "MemberExpression"
    object: Expression
    property: MemberProperty
    computed: bool = False
    optional: bool = False


class ChainExpression(Expression, tag=21):
    """ChainExpression(expression)."""

    type: ClassVar[str] = "ChainExpression"
    expression: Expression


class SequenceExpression(Expression, tag=22):
    """SequenceExpression(expressions)."""

    type: ClassVar[str] = "SequenceExpression"
    expressions: Slice[Expression] = field(default=())


class ParenthesizedExpression(Expression, tag=23):
    """ParenthesizedExpression(expression)."""

    type: ClassVar[str] = "ParenthesizedExpression"
    expression: Expression


class YieldExpression(Expression, tag=24):
    """YieldExpression(argument, delegate)."""

    type: ClassVar[str] = "YieldExpression"
    argument: Expression | None = None
    delegate: bool = False


class AwaitExpression(Expression, tag=25):
    """AwaitExpression(argument)."""

    type: ClassVar[str] = "AwaitExpression"
    argument: Expression


class ImportExpression(Expression, tag=26):
    """ImportExpression(source, options, phase)."""

    type: ClassVar[str] = "ImportExpression"
    source: Expression
    options: Expression | None = None
    phase: ImportPhase | None = None


class MetaProperty(Expression, tag=27):
    """MetaProperty(meta, property)."""

    type: ClassVar[str] = "MetaProperty"
    meta: Identifier
    property: Identifier


class TemplateLiteral(Expression, tag=28):
    """TemplateLiteral(quasis, expressions)."""

    type: ClassVar[str] = "TemplateLiteral"
    quasis: Slice[TemplateElement] = field(default=())
    expressions: Slice[Expression] = field(default=())


class TaggedTemplateExpression(Expression, tag=29):
    """TaggedTemplateExpression(tag, quasi, type_arguments)."""

    type: ClassVar[str] = "TaggedTemplateExpression"
    tag: Expression
    quasi: TemplateLiteral
    type_arguments: TSTypeParameterInstantiation | None = None


class JSXElement(Expression, tag=30):
    """JSXElement(opening_element, children, closing_element)."""

    type: ClassVar[str] = "JSXElement"
    opening_element: JSXOpeningElement
    children: Slice[JSXChild] = field(default=())
    closing_element: JSXClosingElement | None = None


class JSXFragment(Expression, tag=31):
    """JSXFragment(opening_fragment, closing_fragment, children)."""

    type: ClassVar[str] = "JSXFragment"
    opening_fragment: JSXOpeningFragment
    closing_fragment: JSXClosingFragment
    children: Slice[JSXChild] = field(default=())


class TSAsExpression(Expression, tag=32):
    """TSAsExpression(expression, type_annotation)."""

    type: ClassVar[str] = "TSAsExpression"
    expression: Expression
    type_annotation: TSType


class TSSatisfiesExpression(Expression, tag=33):
    """TSSatisfiesExpression(expression, type_annotation)."""

    type: ClassVar[str] = "TSSatisfiesExpression"
    expression: Expression
    type_annotation: TSType


class TSTypeAssertion(Expression, tag=34):
    """TSTypeAssertion(type_annotation, expression)."""

    type: ClassVar[str] = "TSTypeAssertion"
    type_annotation: TSType
    expression: Expression


class TSNonNullExpression(Expression, tag=35):
    """TSNonNullExpression(expression)."""

    type: ClassVar[str] = "TSNonNullExpression"
    expression: Expression


class TSInstantiationExpression(Expression, tag=36):
    """TSInstantiationExpression(expression, type_arguments)."""

    type: ClassVar[str] = "TSInstantiationExpression"
    expression: Expression
    type_arguments: TSTypeParameterInstantiation


class StringLiteral(Literal, tag=37):
    """StringLiteral(value, raw)."""

    type: ClassVar[str] = "Literal"
    value: str
    raw: str | None = None


class NumericLiteral(Literal, tag=38):
    """NumericLiteral(value, raw)."""

    type: ClassVar[str] = "Literal"
    value: f64
    raw: str | None = None


class BigIntLiteral(Literal, tag=39):
    """BigIntLiteral(bigint, raw)."""

    type: ClassVar[str] = "Literal"
    bigint: str
    raw: str | None = None


class BooleanLiteral(Literal, tag=40):
    """BooleanLiteral(value)."""

    type: ClassVar[str] = "Literal"
    value: bool = False


class NullLiteral(Literal, tag=41):
    """NullLiteral()."""

    type: ClassVar[str] = "Literal"


class RegExpLiteral(Literal, tag=42):
    """RegExpLiteral(pattern, flags)."""

    type: ClassVar[str] = "Literal"
    pattern: str
    flags: str


class SpreadElement(Node, tag=43):
    """SpreadElement(argument)."""

    type: ClassVar[str] = "SpreadElement"
    argument: Expression


class PrivateIdentifier(Node, tag=44):
    """PrivateIdentifier(name)."""

    type: ClassVar[str] = "PrivateIdentifier"
    name: str


class TemplateElement(Node, tag=45):
    """TemplateElement(raw, cooked, tail)."""

    type: ClassVar[str] = "TemplateElement"
    raw: str
    cooked: str | None = None
    tail: bool = False


class Property(Node, tag=46):
    """Property(kind, key, value, method, shorthand, computed)."""

    type: ClassVar[str] = "Property"
    kind: PropertyKind
    key: PropertyKey
    value: PropertyValue
    method: bool = False
    shorthand: bool = False
    computed: bool = False


class ArrayPattern(Node, tag=47):
    """ArrayPattern(elements, type_annotation, optional)."""

    type: ClassVar[str] = "ArrayPattern"
    elements: Slice[PatternElement | None] = field(default=())
    type_annotation: TSTypeAnnotation | None = None
    optional: bool = False


class ObjectPattern(Node, tag=48):
    """ObjectPattern(properties, type_annotation, optional)."""

    type: ClassVar[str] = "ObjectPattern"
    properties: Slice[PatternMember] = field(default=())
    type_annotation: TSTypeAnnotation | None = None
    optional: bool = False


class AssignmentPattern(Node, tag=49):
    """AssignmentPattern(left, right, type_annotation, optional)."""

    type: ClassVar[str] = "AssignmentPattern"
    left: Pattern
    right: Expression
    type_annotation: TSTypeAnnotation | None = None
    optional: bool = False


class RestElement(Node, tag=50):
    """RestElement(argument, type_annotation, optional)."""

    type: ClassVar[str] = "RestElement"
    argument: Pattern
    type_annotation: TSTypeAnnotation | None = None
    optional: bool = False


class TSParameterProperty(Node, tag=51):
    """TSParameterProperty(parameter, decorators, accessibility, override, readonly)."""

    type: ClassVar[str] = "TSParameterProperty"
    parameter: BindingPattern
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    override: bool = False
    readonly: bool = False


class DecoratedParameter(Node, tag=52):
    """DecoratedParameter(parameter, decorators)."""

    type: ClassVar[str] = "DecoratedParameter"
    parameter: DecoratedPattern
    decorators: Slice[Decorator] = field(default=())


class Decorator(Node, tag=53):
    """Decorator(expression)."""

    type: ClassVar[str] = "Decorator"
    expression: Expression


class BlockStatement(Statement, tag=54):
    """BlockStatement(body)."""

    type: ClassVar[str] = "BlockStatement"
    body: Slice[Statement] = field(default=())


class ExpressionStatement(Statement, tag=55):
    """ExpressionStatement(expression)."""

    type: ClassVar[str] = "ExpressionStatement"
    expression: Expression


class Directive(Statement, tag=56):
    """Directive(expression, directive)."""

    type: ClassVar[str] = "ExpressionStatement"
    expression: StringLiteral
    directive: str


class EmptyStatement(Statement, tag=57):
    """EmptyStatement()."""

    type: ClassVar[str] = "EmptyStatement"


class DebuggerStatement(Statement, tag=58):
    """DebuggerStatement()."""

    type: ClassVar[str] = "DebuggerStatement"


class IfStatement(Statement, tag=59):
    """IfStatement(test, consequent, alternate)."""

    type: ClassVar[str] = "IfStatement"
    test: Expression
    consequent: Statement
    alternate: Statement | None = None


class ForStatement(Statement, tag=60):
    """ForStatement(body, init, test, update)."""

    type: ClassVar[str] = "ForStatement"
    body: Statement
    init: ForInit | None = None
    test: Expression | None = None
    update: Expression | None = None


class ForInStatement(Statement, tag=61):
    """ForInStatement(left, right, body)."""

    type: ClassVar[str] = "ForInStatement"
    left: ForLeft
    right: Expression
    body: Statement


class ForOfStatement(Statement, tag=62):
    """ForOfStatement(left, right, body, await_)."""

    type: ClassVar[str] = "ForOfStatement"
    left: ForLeft
    right: Expression
    body: Statement
    await_: bool = False


class WhileStatement(Statement, tag=63):
    """WhileStatement(test, body)."""

    type: ClassVar[str] = "WhileStatement"
    test: Expression
    body: Statement


class DoWhileStatement(Statement, tag=64):
    """DoWhileStatement(body, test)."""

    type: ClassVar[str] = "DoWhileStatement"
    body: Statement
    test: Expression


class ContinueStatement(Statement, tag=65):
    """ContinueStatement(label)."""

    type: ClassVar[str] = "ContinueStatement"
    label: Identifier | None = None


class BreakStatement(Statement, tag=66):
    """BreakStatement(label)."""

    type: ClassVar[str] = "BreakStatement"
    label: Identifier | None = None


class ReturnStatement(Statement, tag=67):
    """ReturnStatement(argument)."""

    type: ClassVar[str] = "ReturnStatement"
    argument: Expression | None = None


class ThrowStatement(Statement, tag=68):
    """ThrowStatement(argument)."""

    type: ClassVar[str] = "ThrowStatement"
    argument: Expression


class TryStatement(Statement, tag=69):
    """TryStatement(block, handler, finalizer)."""

    type: ClassVar[str] = "TryStatement"
    block: BlockStatement
    handler: CatchClause | None = None
    finalizer: BlockStatement | None = None


class SwitchStatement(Statement, tag=70):
    """SwitchStatement(discriminant, cases)."""

    type: ClassVar[str] = "SwitchStatement"
    discriminant: Expression
    cases: Slice[SwitchCase] = field(default=())


class LabeledStatement(Statement, tag=71):
    """LabeledStatement(label, body)."""

    type: ClassVar[str] = "LabeledStatement"
    label: Identifier
    body: Statement


class WithStatement(Statement, tag=72):
    """WithStatement(object, body)."""

    type: ClassVar[str] = "WithStatement"
    object: Expression
    body: Statement


class VariableDeclaration(Statement, tag=73):
    """VariableDeclaration(kind, declarations, declare)."""

    type: ClassVar[str] = "VariableDeclaration"
    kind: VariableKind
    declarations: Slice[VariableDeclarator] = field(default=())
    declare: bool = False


class FunctionDeclaration(Statement, tag=74):
    """FunctionDeclaration of ESTree."""

    type: ClassVar[str] = "FunctionDeclaration"
    body: BlockStatement
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    async_: bool = False
    generator: bool = False
    declare: bool = False


class TSDeclareFunction(Statement, tag=75):
    """TSDeclareFunction of ESTree."""

    type: ClassVar[str] = "TSDeclareFunction"
    body: BlockStatement | None = None
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    async_: bool = False
    generator: bool = False
    declare: bool = False


class ClassDeclaration(Statement, tag=76):
    """ClassDeclaration of ESTree."""

    type: ClassVar[str] = "ClassDeclaration"
    body: ClassBody
    id: Identifier | None = None
    type_parameters: TSTypeParameterDeclaration | None = None
    super_class: Expression | None = None
    super_type_arguments: TSTypeParameterInstantiation | None = None
    decorators: Slice[Decorator] = field(default=())
    implements: Slice[TSClassImplements] = field(default=())
    abstract: bool = False
    declare: bool = False


class ImportDeclaration(Statement, tag=77):
    """ImportDeclaration(import_kind, source, specifiers, attributes, phase)."""

    type: ClassVar[str] = "ImportDeclaration"
    import_kind: ImportKind
    source: StringLiteral
    specifiers: Slice[ImportModuleSpecifier] = field(default=())
    attributes: Slice[ImportAttribute] = field(default=())
    phase: ImportPhase | None = None


class ExportNamedDeclaration(Statement, tag=78):
    """ExportNamedDeclaration of ESTree."""

    type: ClassVar[str] = "ExportNamedDeclaration"
    export_kind: ImportKind
    declaration: Declaration | None = None
    specifiers: Slice[ExportSpecifier] = field(default=())
    source: StringLiteral | None = None
    attributes: Slice[ImportAttribute] = field(default=())


class ExportDefaultDeclaration(Statement, tag=79):
    """ExportDefaultDeclaration(declaration)."""

    type: ClassVar[str] = "ExportDefaultDeclaration"
    declaration: ExportDefault


class ExportAllDeclaration(Statement, tag=80):
    """ExportAllDeclaration(export_kind, source, exported, attributes)."""

    type: ClassVar[str] = "ExportAllDeclaration"
    export_kind: ImportKind
    source: StringLiteral
    exported: ModuleExportName | None = None
    attributes: Slice[ImportAttribute] = field(default=())


class TSTypeAliasDeclaration(Statement, tag=81):
    """TSTypeAliasDeclaration(id, type_annotation, type_parameters, declare)."""

    type: ClassVar[str] = "TSTypeAliasDeclaration"
    id: Identifier
    type_annotation: TSType
    type_parameters: TSTypeParameterDeclaration | None = None
    declare: bool = False


class TSInterfaceDeclaration(Statement, tag=82):
    """TSInterfaceDeclaration(id, body, type_parameters, extends, declare)."""

    type: ClassVar[str] = "TSInterfaceDeclaration"
    id: Identifier
    body: TSInterfaceBody
    type_parameters: TSTypeParameterDeclaration | None = None
    extends: Slice[TSInterfaceHeritage] = field(default=())
    declare: bool = False


class TSEnumDeclaration(Statement, tag=83):
    """TSEnumDeclaration(id, body, const, declare)."""

    type: ClassVar[str] = "TSEnumDeclaration"
    id: Identifier
    body: TSEnumBody
    const: bool = False
    declare: bool = False


class TSModuleDeclaration(Statement, tag=84):
    """TSModuleDeclaration(kind, id, body, declare)."""

    type: ClassVar[str] = "TSModuleDeclaration"
    kind: TSModuleKind
    id: TSModuleName
    body: TSModuleBlock | None = None
    declare: bool = False


class TSImportEqualsDeclaration(Statement, tag=85):
    """TSImportEqualsDeclaration(import_kind, id, module_reference)."""

    type: ClassVar[str] = "TSImportEqualsDeclaration"
    import_kind: ImportKind
    id: Identifier
    module_reference: TSModuleReference


class TSExportAssignment(Statement, tag=86):
    """TSExportAssignment(expression)."""

    type: ClassVar[str] = "TSExportAssignment"
    expression: Expression


class TSNamespaceExportDeclaration(Statement, tag=87):
    """TSNamespaceExportDeclaration(id)."""

    type: ClassVar[str] = "TSNamespaceExportDeclaration"
    id: Identifier


class CatchClause(Node, tag=88):
    """CatchClause(body, param)."""

    type: ClassVar[str] = "CatchClause"
    body: BlockStatement
    param: BindingPattern | None = None


class SwitchCase(Node, tag=89):
    """SwitchCase(test, consequent)."""

    type: ClassVar[str] = "SwitchCase"
    test: Expression | None = None
    consequent: Slice[Statement] = field(default=())


class VariableDeclarator(Node, tag=90):
    """VariableDeclarator(id, init, definite)."""

    type: ClassVar[str] = "VariableDeclarator"
    id: BindingPattern
    init: Expression | None = None
    definite: bool = False


class ImportSpecifier(ImportModuleSpecifier, tag=91):
    """ImportSpecifier(import_kind, imported, local)."""

    type: ClassVar[str] = "ImportSpecifier"
    import_kind: ImportKind
    imported: ModuleExportName
    local: Identifier


class ImportDefaultSpecifier(ImportModuleSpecifier, tag=92):
    """ImportDefaultSpecifier(local)."""

    type: ClassVar[str] = "ImportDefaultSpecifier"
    local: Identifier


class ImportNamespaceSpecifier(ImportModuleSpecifier, tag=93):
    """ImportNamespaceSpecifier(local)."""

    type: ClassVar[str] = "ImportNamespaceSpecifier"
    local: Identifier


class ImportAttribute(Node, tag=94):
    """ImportAttribute(key, value)."""

    type: ClassVar[str] = "ImportAttribute"
    key: ModuleExportName
    value: StringLiteral


class ExportSpecifier(Node, tag=95):
    """ExportSpecifier(export_kind, local, exported)."""

    type: ClassVar[str] = "ExportSpecifier"
    export_kind: ImportKind
    local: ModuleExportName
    exported: ModuleExportName


class ClassBody(Node, tag=96):
    """ClassBody(body)."""

    type: ClassVar[str] = "ClassBody"
    body: Slice[ClassElement] = field(default=())


class MethodDefinition(ClassMember, tag=97):
    """MethodDefinition of ESTree."""

    type: ClassVar[str] = "MethodDefinition"
    kind: MethodKind
    key: PropertyKey
    value: MethodFunction
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    override: bool = False
    optional: bool = False


class TSAbstractMethodDefinition(ClassMember, tag=98):
    """TSAbstractMethodDefinition of ESTree."""

    type: ClassVar[str] = "TSAbstractMethodDefinition"
    kind: MethodKind
    key: PropertyKey
    value: MethodFunction
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    override: bool = False
    optional: bool = False


class PropertyDefinition(ClassMember, tag=99):
    """PropertyDefinition of ESTree."""

    type: ClassVar[str] = "PropertyDefinition"
    key: PropertyKey
    value: Expression | None = None
    type_annotation: TSTypeAnnotation | None = None
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    declare: bool = False
    override: bool = False
    optional: bool = False
    definite: bool = False
    readonly: bool = False


class TSAbstractPropertyDefinition(ClassMember, tag=100):
    """TSAbstractPropertyDefinition of ESTree."""

    type: ClassVar[str] = "TSAbstractPropertyDefinition"
    key: PropertyKey
    value: Expression | None = None
    type_annotation: TSTypeAnnotation | None = None
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    declare: bool = False
    override: bool = False
    optional: bool = False
    definite: bool = False
    readonly: bool = False


class AccessorProperty(ClassMember, tag=101):
    """AccessorProperty of ESTree."""

    type: ClassVar[str] = "AccessorProperty"
    key: PropertyKey
    value: Expression | None = None
    type_annotation: TSTypeAnnotation | None = None
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    declare: bool = False
    override: bool = False
    optional: bool = False
    definite: bool = False
    readonly: bool = False


class TSAbstractAccessorProperty(ClassMember, tag=102):
    """TSAbstractAccessorProperty of ESTree."""

    type: ClassVar[str] = "TSAbstractAccessorProperty"
    key: PropertyKey
    value: Expression | None = None
    type_annotation: TSTypeAnnotation | None = None
    decorators: Slice[Decorator] = field(default=())
    accessibility: Accessibility | None = None
    computed: bool = False
    static: bool = False
    declare: bool = False
    override: bool = False
    optional: bool = False
    definite: bool = False
    readonly: bool = False


class StaticBlock(ClassMember, tag=103):
    """StaticBlock(body)."""

    type: ClassVar[str] = "StaticBlock"
    body: Slice[Statement] = field(default=())


class TSClassImplements(Node, tag=104):
    """TSClassImplements(expression, type_arguments)."""

    type: ClassVar[str] = "TSClassImplements"
    expression: Expression
    type_arguments: TSTypeParameterInstantiation | None = None


class JSXOpeningElement(Node, tag=105):
    """JSXOpeningElement(name, type_arguments, attributes, self_closing)."""

    type: ClassVar[str] = "JSXOpeningElement"
    name: JSXElementName
    type_arguments: TSTypeParameterInstantiation | None = None
    attributes: Slice[JSXAttributeItem] = field(default=())
    self_closing: bool = False


class JSXClosingElement(Node, tag=106):
    """JSXClosingElement(name)."""

    type: ClassVar[str] = "JSXClosingElement"
    name: JSXElementName


class JSXOpeningFragment(Node, tag=107):
    """JSXOpeningFragment()."""

    type: ClassVar[str] = "JSXOpeningFragment"


class JSXClosingFragment(Node, tag=108):
    """JSXClosingFragment()."""

    type: ClassVar[str] = "JSXClosingFragment"


class JSXIdentifier(JSXElementName, tag=109):
    """JSXIdentifier(name)."""

    type: ClassVar[str] = "JSXIdentifier"
    name: str


class JSXNamespacedName(JSXElementName, tag=110):
    """JSXNamespacedName(namespace, name)."""

    type: ClassVar[str] = "JSXNamespacedName"
    namespace: JSXIdentifier
    name: JSXIdentifier


class JSXMemberExpression(JSXElementName, tag=111):
    """JSXMemberExpression(object, property)."""

    type: ClassVar[str] = "JSXMemberExpression"
    object: JSXElementName
    property: JSXIdentifier


class JSXAttribute(JSXAttributeItem, tag=112):
    """JSXAttribute(name, value)."""

    type: ClassVar[str] = "JSXAttribute"
    name: JSXAttributeName
    value: JSXAttributeValue | None = None


class JSXSpreadAttribute(JSXAttributeItem, tag=113):
    """JSXSpreadAttribute(argument)."""

    type: ClassVar[str] = "JSXSpreadAttribute"
    argument: Expression


class JSXText(Node, tag=114):
    """JSXText(value, raw)."""

    type: ClassVar[str] = "JSXText"
    value: str
    raw: str | None = None


class JSXExpressionContainer(Node, tag=115):
    """JSXExpressionContainer(expression)."""

    type: ClassVar[str] = "JSXExpressionContainer"
    expression: JSXExpression


class JSXEmptyExpression(Node, tag=116):
    """JSXEmptyExpression()."""

    type: ClassVar[str] = "JSXEmptyExpression"


class JSXSpreadChild(Node, tag=117):
    """JSXSpreadChild(expression)."""

    type: ClassVar[str] = "JSXSpreadChild"
    expression: Expression


class TSAnyKeyword(TSType, tag=118):
    """TSAnyKeyword()."""

    type: ClassVar[str] = "TSAnyKeyword"


class TSBigIntKeyword(TSType, tag=119):
    """TSBigIntKeyword()."""

    type: ClassVar[str] = "TSBigIntKeyword"


class TSBooleanKeyword(TSType, tag=120):
    """TSBooleanKeyword()."""

    type: ClassVar[str] = "TSBooleanKeyword"


class TSIntrinsicKeyword(TSType, tag=121):
    """TSIntrinsicKeyword()."""

    type: ClassVar[str] = "TSIntrinsicKeyword"


class TSNeverKeyword(TSType, tag=122):
    """TSNeverKeyword()."""

    type: ClassVar[str] = "TSNeverKeyword"


class TSNullKeyword(TSType, tag=123):
    """TSNullKeyword()."""

    type: ClassVar[str] = "TSNullKeyword"


class TSNumberKeyword(TSType, tag=124):
    """TSNumberKeyword()."""

    type: ClassVar[str] = "TSNumberKeyword"


class TSObjectKeyword(TSType, tag=125):
    """TSObjectKeyword()."""

    type: ClassVar[str] = "TSObjectKeyword"


class TSStringKeyword(TSType, tag=126):
    """TSStringKeyword()."""

    type: ClassVar[str] = "TSStringKeyword"


class TSSymbolKeyword(TSType, tag=127):
    """TSSymbolKeyword()."""

    type: ClassVar[str] = "TSSymbolKeyword"


class TSUndefinedKeyword(TSType, tag=128):
    """TSUndefinedKeyword()."""

    type: ClassVar[str] = "TSUndefinedKeyword"


class TSUnknownKeyword(TSType, tag=129):
    """TSUnknownKeyword()."""

    type: ClassVar[str] = "TSUnknownKeyword"


class TSVoidKeyword(TSType, tag=130):
    """TSVoidKeyword()."""

    type: ClassVar[str] = "TSVoidKeyword"


class TSThisType(TSType, tag=131):
    """TSThisType()."""

    type: ClassVar[str] = "TSThisType"


class TSTypeReference(TSType, tag=132):
    """TSTypeReference(type_name, type_arguments)."""

    type: ClassVar[str] = "TSTypeReference"
    type_name: TSEntityName
    type_arguments: TSTypeParameterInstantiation | None = None


class TSArrayType(TSType, tag=133):
    """TSArrayType(element_type)."""

    type: ClassVar[str] = "TSArrayType"
    element_type: TSType


class TSUnionType(TSType, tag=134):
    """TSUnionType(types)."""

    type: ClassVar[str] = "TSUnionType"
    types: Slice[TSType] = field(default=())


class TSIntersectionType(TSType, tag=135):
    """TSIntersectionType(types)."""

    type: ClassVar[str] = "TSIntersectionType"
    types: Slice[TSType] = field(default=())


class TSLiteralType(TSType, tag=136):
    """TSLiteralType(literal)."""

    type: ClassVar[str] = "TSLiteralType"
    literal: TSLiteral


class TSTypeLiteral(TSType, tag=137):
    """TSTypeLiteral(members)."""

    type: ClassVar[str] = "TSTypeLiteral"
    members: Slice[TSSignature] = field(default=())


class TSFunctionType(TSType, tag=138):
    """TSFunctionType(return_type, type_parameters, params)."""

    type: ClassVar[str] = "TSFunctionType"
    return_type: TSTypeAnnotation
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())


class TSConstructorType(TSType, tag=139):
    """TSConstructorType(return_type, type_parameters, params, abstract)."""

    type: ClassVar[str] = "TSConstructorType"
    return_type: TSTypeAnnotation
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    abstract: bool = False


class TSTypeOperator(TSType, tag=140):
    """TSTypeOperator(operator, type_annotation)."""

    type: ClassVar[str] = "TSTypeOperator"
    operator: TSOperator
    type_annotation: TSType


class TSIndexedAccessType(TSType, tag=141):
    """TSIndexedAccessType(object_type, index_type)."""

    type: ClassVar[str] = "TSIndexedAccessType"
    object_type: TSType
    index_type: TSType


class TSConditionalType(TSType, tag=142):
    """TSConditionalType(check_type, extends_type, true_type, false_type)."""

    type: ClassVar[str] = "TSConditionalType"
    check_type: TSType
    extends_type: TSType
    true_type: TSType
    false_type: TSType


class TSInferType(TSType, tag=143):
    """TSInferType(type_parameter)."""

    type: ClassVar[str] = "TSInferType"
    type_parameter: TSTypeParameter


class TSParenthesizedType(TSType, tag=144):
    """TSParenthesizedType(type_annotation)."""

    type: ClassVar[str] = "TSParenthesizedType"
    type_annotation: TSType


class TSTypeQuery(TSType, tag=145):
    """TSTypeQuery(expr_name, type_arguments)."""

    type: ClassVar[str] = "TSTypeQuery"
    expr_name: TSTypeQueryName
    type_arguments: TSTypeParameterInstantiation | None = None


class TSImportType(TSType, tag=146):
    """TSImportType(source, options, qualifier, type_arguments)."""

    type: ClassVar[str] = "TSImportType"
    source: StringLiteral
    options: ObjectExpression | None = None
    qualifier: TSImportTypeQualifier | None = None
    type_arguments: TSTypeParameterInstantiation | None = None


class TSMappedType(TSType, tag=147):
    """TSMappedType(key, constraint, name_type, type_annotation, optional, readonly)."""

    type: ClassVar[str] = "TSMappedType"
    key: Identifier
    constraint: TSType
    name_type: TSType | None = None
    type_annotation: TSType | None = None
    optional: TSMappedModifier | None = None
    readonly: TSMappedModifier | None = None


class TSTupleType(TSType, tag=148):
    """TSTupleType(element_types)."""

    type: ClassVar[str] = "TSTupleType"
    element_types: Slice[TSType] = field(default=())


class TSNamedTupleMember(TSType, tag=149):
    """TSNamedTupleMember(label, element_type, optional)."""

    type: ClassVar[str] = "TSNamedTupleMember"
    label: Identifier
    element_type: TSType
    optional: bool = False


class TSOptionalType(TSType, tag=150):
    """TSOptionalType(type_annotation)."""

    type: ClassVar[str] = "TSOptionalType"
    type_annotation: TSType


class TSRestType(TSType, tag=151):
    """TSRestType(type_annotation)."""

    type: ClassVar[str] = "TSRestType"
    type_annotation: TSType


class TSTemplateLiteralType(TSType, tag=152):
    """TSTemplateLiteralType(quasis, types)."""

    type: ClassVar[str] = "TSTemplateLiteralType"
    quasis: Slice[TemplateElement] = field(default=())
    types: Slice[TSType] = field(default=())


class TSTypePredicate(TSType, tag=153):
    """TSTypePredicate(parameter_name, type_annotation, asserts)."""

    type: ClassVar[str] = "TSTypePredicate"
    parameter_name: TSTypePredicateName
    type_annotation: TSTypeAnnotation | None = None
    asserts: bool = False


class TSPropertySignature(TSSignature, tag=154):
    """TSPropertySignature(key, type_annotation, computed, optional, readonly)."""

    type: ClassVar[str] = "TSPropertySignature"
    key: PropertyKey
    type_annotation: TSTypeAnnotation | None = None
    computed: bool = False
    optional: bool = False
    readonly: bool = False


class TSMethodSignature(TSSignature, tag=155):
    """TSMethodSignature of ESTree."""

    type: ClassVar[str] = "TSMethodSignature"
    kind: TSMethodKind
    key: PropertyKey
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None
    computed: bool = False
    optional: bool = False


class TSIndexSignature(TSSignature, tag=156):
    """TSIndexSignature(type_annotation, parameters, readonly, static)."""

    type: ClassVar[str] = "TSIndexSignature"
    type_annotation: TSTypeAnnotation
    parameters: Slice[Identifier] = field(default=())
    readonly: bool = False
    static: bool = False


class TSCallSignatureDeclaration(TSSignature, tag=157):
    """TSCallSignatureDeclaration(type_parameters, params, return_type)."""

    type: ClassVar[str] = "TSCallSignatureDeclaration"
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None


class TSConstructSignatureDeclaration(TSSignature, tag=158):
    """TSConstructSignatureDeclaration(type_parameters, params, return_type)."""

    type: ClassVar[str] = "TSConstructSignatureDeclaration"
    type_parameters: TSTypeParameterDeclaration | None = None
    params: Slice[Parameter] = field(default=())
    return_type: TSTypeAnnotation | None = None


class TSQualifiedName(Node, tag=159):
    """TSQualifiedName(left, right)."""

    type: ClassVar[str] = "TSQualifiedName"
    left: TSEntityName
    right: Identifier


class TSTypeAnnotation(Node, tag=160):
    """TSTypeAnnotation(type_annotation)."""

    type: ClassVar[str] = "TSTypeAnnotation"
    type_annotation: TSType


class TSTypeParameterInstantiation(Node, tag=161):
    """TSTypeParameterInstantiation(params)."""

    type: ClassVar[str] = "TSTypeParameterInstantiation"
    params: Slice[TSType] = field(default=())


class TSTypeParameterDeclaration(Node, tag=162):
    """TSTypeParameterDeclaration(params)."""

    type: ClassVar[str] = "TSTypeParameterDeclaration"
    params: Slice[TSTypeParameter] = field(default=())


class TSTypeParameter(Node, tag=163):
    """TSTypeParameter(name, constraint, default, in_, out, const)."""

    type: ClassVar[str] = "TSTypeParameter"
    name: Identifier
    constraint: TSType | None = None
    default: TSType | None = None
    in_: bool = False
    out: bool = False
    const: bool = False


class TSInterfaceBody(Node, tag=164):
    """TSInterfaceBody(body)."""

    type: ClassVar[str] = "TSInterfaceBody"
    body: Slice[TSSignature] = field(default=())


class TSInterfaceHeritage(Node, tag=165):
    """TSInterfaceHeritage(expression, type_arguments)."""

    type: ClassVar[str] = "TSInterfaceHeritage"
    expression: Expression
    type_arguments: TSTypeParameterInstantiation | None = None


class TSEnumBody(Node, tag=166):
    """TSEnumBody(members)."""

    type: ClassVar[str] = "TSEnumBody"
    members: Slice[TSEnumMember] = field(default=())


class TSEnumMember(Node, tag=167):
    """TSEnumMember(id, initializer, computed)."""

    type: ClassVar[str] = "TSEnumMember"
    id: TSEnumMemberName
    initializer: Expression | None = None
    computed: bool = False


class TSModuleBlock(Node, tag=168):
    """TSModuleBlock(body)."""

    type: ClassVar[str] = "TSModuleBlock"
    body: Slice[Statement] = field(default=())


class TSExternalModuleReference(Node, tag=169):
    """TSExternalModuleReference(expression)."""

    type: ClassVar[str] = "TSExternalModuleReference"
    expression: StringLiteral


ArrayElement: TypeAlias = Expression | SpreadElement
ObjectMember: TypeAlias = Property | SpreadElement
Argument: TypeAlias = Expression | SpreadElement
ArrowBody: TypeAlias = BlockStatement | Expression
BinaryOperand: TypeAlias = Expression | PrivateIdentifier
MemberProperty: TypeAlias = Expression | PrivateIdentifier
PropertyKey: TypeAlias = Expression | PrivateIdentifier
PropertyValue: TypeAlias = Expression | ArrayPattern | ObjectPattern | AssignmentPattern
Pattern: TypeAlias = (
    Identifier
    | ArrayPattern
    | ObjectPattern
    | AssignmentPattern
    | MemberExpression
    | ParenthesizedExpression
    | TSAsExpression
    | TSSatisfiesExpression
    | TSTypeAssertion
    | TSNonNullExpression
)
BindingPattern: TypeAlias = Identifier | ArrayPattern | ObjectPattern | AssignmentPattern
PatternElement: TypeAlias = Pattern | RestElement
PatternMember: TypeAlias = Property | RestElement
Parameter: TypeAlias = (
    Identifier
    | ArrayPattern
    | ObjectPattern
    | AssignmentPattern
    | RestElement
    | TSParameterProperty
    | DecoratedParameter
)
DecoratedPattern: TypeAlias = (
    Identifier | ArrayPattern | ObjectPattern | AssignmentPattern | RestElement
)
ForInit: TypeAlias = VariableDeclaration | Expression
ForLeft: TypeAlias = VariableDeclaration | Pattern
Declaration: TypeAlias = (
    VariableDeclaration
    | FunctionDeclaration
    | TSDeclareFunction
    | ClassDeclaration
    | TSTypeAliasDeclaration
    | TSInterfaceDeclaration
    | TSEnumDeclaration
    | TSModuleDeclaration
    | TSImportEqualsDeclaration
)
ExportDefault: TypeAlias = (
    FunctionDeclaration | TSDeclareFunction | ClassDeclaration | TSInterfaceDeclaration | Expression
)
Function: TypeAlias = (
    FunctionDeclaration | FunctionExpression | TSDeclareFunction | TSEmptyBodyFunctionExpression
)
Class: TypeAlias = ClassDeclaration | ClassExpression
ModuleExportName: TypeAlias = Identifier | StringLiteral
ClassElement: TypeAlias = ClassMember | TSIndexSignature
MethodFunction: TypeAlias = FunctionExpression | TSEmptyBodyFunctionExpression
JSXAttributeName: TypeAlias = JSXIdentifier | JSXNamespacedName
JSXAttributeValue: TypeAlias = StringLiteral | JSXExpressionContainer | JSXElement | JSXFragment
JSXChild: TypeAlias = JSXText | JSXElement | JSXFragment | JSXExpressionContainer | JSXSpreadChild
JSXExpression: TypeAlias = Expression | JSXEmptyExpression
TSEntityName: TypeAlias = Identifier | TSQualifiedName | ThisExpression
TSTypeQueryName: TypeAlias = Identifier | TSQualifiedName | ThisExpression | TSImportType
TSImportTypeQualifier: TypeAlias = Identifier | TSQualifiedName
TSLiteral: TypeAlias = Literal | TemplateLiteral | UnaryExpression
TSTypePredicateName: TypeAlias = Identifier | TSThisType
TSEnumMemberName: TypeAlias = Identifier | StringLiteral | TemplateLiteral
TSModuleName: TypeAlias = Identifier | StringLiteral | TSQualifiedName
TSModuleReference: TypeAlias = TSExternalModuleReference | Identifier | TSQualifiedName
