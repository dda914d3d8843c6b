/* ast.h - the nodes of the AST, as C structs.  Written by tools/gen_ast.py from ast.asdl; do not edit.
 *
 * Every node begins as ast_node does.  A reference is an arena_ref, 0 is None; a
 * list is a run of references, 4 bytes each.  Enumerations are one byte and count
 * from 1; 0 is None.  ast_new_* allocates a node and sets every other field to
 * zero; NULL when the arena is out of memory.  Children may be older or younger
 * than their parent.
 */
#ifndef ARENITE_AST_H
#define ARENITE_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct ast_node {
    uint16_t tag;
    uint8_t small[2]; /* of the node's own small fields */
    uint32_t start, end; /* bytes of the source; end is behind the last one */
} ast_node;

typedef struct ast_list {
    arena_ref items; /* arena_ref[length]; 0 when the list is empty */
    uint32_t length;
} ast_list;

typedef struct ast_bytes {
    arena_ref ref;
    uint32_t length; /* in bytes; of spans, in numbers of 8 bytes */
} ast_bytes;

typedef enum ast_tag {
    AST_PROGRAM = 1,
    AST_HASHBANG = 2,
    AST_IDENTIFIER = 3,
    AST_THIS_EXPRESSION = 4,
    AST_SUPER = 5,
    AST_ARRAY_EXPRESSION = 6,
    AST_OBJECT_EXPRESSION = 7,
    AST_FUNCTION_EXPRESSION = 8,
    AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION = 9,
    AST_ARROW_FUNCTION_EXPRESSION = 10,
    AST_CLASS_EXPRESSION = 11,
    AST_UNARY_EXPRESSION = 12,
    AST_UPDATE_EXPRESSION = 13,
    AST_BINARY_EXPRESSION = 14,
    AST_LOGICAL_EXPRESSION = 15,
    AST_ASSIGNMENT_EXPRESSION = 16,
    AST_CONDITIONAL_EXPRESSION = 17,
    AST_CALL_EXPRESSION = 18,
    AST_NEW_EXPRESSION = 19,
    AST_MEMBER_EXPRESSION = 20,
    AST_CHAIN_EXPRESSION = 21,
    AST_SEQUENCE_EXPRESSION = 22,
    AST_PARENTHESIZED_EXPRESSION = 23,
    AST_YIELD_EXPRESSION = 24,
    AST_AWAIT_EXPRESSION = 25,
    AST_IMPORT_EXPRESSION = 26,
    AST_META_PROPERTY = 27,
    AST_TEMPLATE_LITERAL = 28,
    AST_TAGGED_TEMPLATE_EXPRESSION = 29,
    AST_JSX_ELEMENT = 30,
    AST_JSX_FRAGMENT = 31,
    AST_TS_AS_EXPRESSION = 32,
    AST_TS_SATISFIES_EXPRESSION = 33,
    AST_TS_TYPE_ASSERTION = 34,
    AST_TS_NON_NULL_EXPRESSION = 35,
    AST_TS_INSTANTIATION_EXPRESSION = 36,
    AST_STRING_LITERAL = 37,
    AST_NUMERIC_LITERAL = 38,
    AST_BIGINT_LITERAL = 39,
    AST_BOOLEAN_LITERAL = 40,
    AST_NULL_LITERAL = 41,
    AST_REGEXP_LITERAL = 42,
    AST_SPREAD_ELEMENT = 43,
    AST_PRIVATE_IDENTIFIER = 44,
    AST_TEMPLATE_ELEMENT = 45,
    AST_PROPERTY = 46,
    AST_ARRAY_PATTERN = 47,
    AST_OBJECT_PATTERN = 48,
    AST_ASSIGNMENT_PATTERN = 49,
    AST_REST_ELEMENT = 50,
    AST_TS_PARAMETER_PROPERTY = 51,
    AST_DECORATED_PARAMETER = 52,
    AST_DECORATOR = 53,
    AST_BLOCK_STATEMENT = 54,
    AST_EXPRESSION_STATEMENT = 55,
    AST_DIRECTIVE = 56,
    AST_EMPTY_STATEMENT = 57,
    AST_DEBUGGER_STATEMENT = 58,
    AST_IF_STATEMENT = 59,
    AST_FOR_STATEMENT = 60,
    AST_FOR_IN_STATEMENT = 61,
    AST_FOR_OF_STATEMENT = 62,
    AST_WHILE_STATEMENT = 63,
    AST_DO_WHILE_STATEMENT = 64,
    AST_CONTINUE_STATEMENT = 65,
    AST_BREAK_STATEMENT = 66,
    AST_RETURN_STATEMENT = 67,
    AST_THROW_STATEMENT = 68,
    AST_TRY_STATEMENT = 69,
    AST_SWITCH_STATEMENT = 70,
    AST_LABELED_STATEMENT = 71,
    AST_WITH_STATEMENT = 72,
    AST_VARIABLE_DECLARATION = 73,
    AST_FUNCTION_DECLARATION = 74,
    AST_TS_DECLARE_FUNCTION = 75,
    AST_CLASS_DECLARATION = 76,
    AST_IMPORT_DECLARATION = 77,
    AST_EXPORT_NAMED_DECLARATION = 78,
    AST_EXPORT_DEFAULT_DECLARATION = 79,
    AST_EXPORT_ALL_DECLARATION = 80,
    AST_TS_TYPE_ALIAS_DECLARATION = 81,
    AST_TS_INTERFACE_DECLARATION = 82,
    AST_TS_ENUM_DECLARATION = 83,
    AST_TS_MODULE_DECLARATION = 84,
    AST_TS_IMPORT_EQUALS_DECLARATION = 85,
    AST_TS_EXPORT_ASSIGNMENT = 86,
    AST_TS_NAMESPACE_EXPORT_DECLARATION = 87,
    AST_CATCH_CLAUSE = 88,
    AST_SWITCH_CASE = 89,
    AST_VARIABLE_DECLARATOR = 90,
    AST_IMPORT_SPECIFIER = 91,
    AST_IMPORT_DEFAULT_SPECIFIER = 92,
    AST_IMPORT_NAMESPACE_SPECIFIER = 93,
    AST_IMPORT_ATTRIBUTE = 94,
    AST_EXPORT_SPECIFIER = 95,
    AST_CLASS_BODY = 96,
    AST_METHOD_DEFINITION = 97,
    AST_TS_ABSTRACT_METHOD_DEFINITION = 98,
    AST_PROPERTY_DEFINITION = 99,
    AST_TS_ABSTRACT_PROPERTY_DEFINITION = 100,
    AST_ACCESSOR_PROPERTY = 101,
    AST_TS_ABSTRACT_ACCESSOR_PROPERTY = 102,
    AST_STATIC_BLOCK = 103,
    AST_TS_CLASS_IMPLEMENTS = 104,
    AST_JSX_OPENING_ELEMENT = 105,
    AST_JSX_CLOSING_ELEMENT = 106,
    AST_JSX_OPENING_FRAGMENT = 107,
    AST_JSX_CLOSING_FRAGMENT = 108,
    AST_JSX_IDENTIFIER = 109,
    AST_JSX_NAMESPACED_NAME = 110,
    AST_JSX_MEMBER_EXPRESSION = 111,
    AST_JSX_ATTRIBUTE = 112,
    AST_JSX_SPREAD_ATTRIBUTE = 113,
    AST_JSX_TEXT = 114,
    AST_JSX_EXPRESSION_CONTAINER = 115,
    AST_JSX_EMPTY_EXPRESSION = 116,
    AST_JSX_SPREAD_CHILD = 117,
    AST_TS_ANY_KEYWORD = 118,
    AST_TS_BIGINT_KEYWORD = 119,
    AST_TS_BOOLEAN_KEYWORD = 120,
    AST_TS_INTRINSIC_KEYWORD = 121,
    AST_TS_NEVER_KEYWORD = 122,
    AST_TS_NULL_KEYWORD = 123,
    AST_TS_NUMBER_KEYWORD = 124,
    AST_TS_OBJECT_KEYWORD = 125,
    AST_TS_STRING_KEYWORD = 126,
    AST_TS_SYMBOL_KEYWORD = 127,
    AST_TS_UNDEFINED_KEYWORD = 128,
    AST_TS_UNKNOWN_KEYWORD = 129,
    AST_TS_VOID_KEYWORD = 130,
    AST_TS_THIS_TYPE = 131,
    AST_TS_TYPE_REFERENCE = 132,
    AST_TS_ARRAY_TYPE = 133,
    AST_TS_UNION_TYPE = 134,
    AST_TS_INTERSECTION_TYPE = 135,
    AST_TS_LITERAL_TYPE = 136,
    AST_TS_TYPE_LITERAL = 137,
    AST_TS_FUNCTION_TYPE = 138,
    AST_TS_CONSTRUCTOR_TYPE = 139,
    AST_TS_TYPE_OPERATOR = 140,
    AST_TS_INDEXED_ACCESS_TYPE = 141,
    AST_TS_CONDITIONAL_TYPE = 142,
    AST_TS_INFER_TYPE = 143,
    AST_TS_PARENTHESIZED_TYPE = 144,
    AST_TS_TYPE_QUERY = 145,
    AST_TS_IMPORT_TYPE = 146,
    AST_TS_MAPPED_TYPE = 147,
    AST_TS_TUPLE_TYPE = 148,
    AST_TS_NAMED_TUPLE_MEMBER = 149,
    AST_TS_OPTIONAL_TYPE = 150,
    AST_TS_REST_TYPE = 151,
    AST_TS_TEMPLATE_LITERAL_TYPE = 152,
    AST_TS_TYPE_PREDICATE = 153,
    AST_TS_PROPERTY_SIGNATURE = 154,
    AST_TS_METHOD_SIGNATURE = 155,
    AST_TS_INDEX_SIGNATURE = 156,
    AST_TS_CALL_SIGNATURE_DECLARATION = 157,
    AST_TS_CONSTRUCT_SIGNATURE_DECLARATION = 158,
    AST_TS_QUALIFIED_NAME = 159,
    AST_TS_TYPE_ANNOTATION = 160,
    AST_TS_TYPE_PARAMETER_INSTANTIATION = 161,
    AST_TS_TYPE_PARAMETER_DECLARATION = 162,
    AST_TS_TYPE_PARAMETER = 163,
    AST_TS_INTERFACE_BODY = 164,
    AST_TS_INTERFACE_HERITAGE = 165,
    AST_TS_ENUM_BODY = 166,
    AST_TS_ENUM_MEMBER = 167,
    AST_TS_MODULE_BLOCK = 168,
    AST_TS_EXTERNAL_MODULE_REFERENCE = 169,
    AST_TAGS = 170, /* the first unused */
} ast_tag;

typedef enum ast_source_type {
    AST_SOURCE_TYPE_SCRIPT = 1,
    AST_SOURCE_TYPE_MODULE = 2,
    AST_SOURCE_TYPE_COMMONJS = 3,
} ast_source_type;

typedef enum ast_property_kind {
    AST_PROPERTY_KIND_INIT = 1,
    AST_PROPERTY_KIND_GET = 2,
    AST_PROPERTY_KIND_SET = 3,
} ast_property_kind;

typedef enum ast_import_phase {
    AST_IMPORT_PHASE_SOURCE = 1,
    AST_IMPORT_PHASE_DEFER = 2,
} ast_import_phase;

typedef enum ast_unary_operator {
    AST_UNARY_OPERATOR_MINUS = 1, /* - */
    AST_UNARY_OPERATOR_PLUS = 2, /* + */
    AST_UNARY_OPERATOR_NOT = 3, /* ! */
    AST_UNARY_OPERATOR_BIT_NOT = 4, /* ~ */
    AST_UNARY_OPERATOR_TYPEOF = 5,
    AST_UNARY_OPERATOR_VOID = 6,
    AST_UNARY_OPERATOR_DELETE = 7,
} ast_unary_operator;

typedef enum ast_update_operator {
    AST_UPDATE_OPERATOR_INCREMENT = 1, /* ++ */
    AST_UPDATE_OPERATOR_DECREMENT = 2, /* -- */
} ast_update_operator;

typedef enum ast_binary_operator {
    AST_BINARY_OPERATOR_BIT_OR = 1, /* | */
    AST_BINARY_OPERATOR_BIT_XOR = 2, /* ^ */
    AST_BINARY_OPERATOR_BIT_AND = 3, /* & */
    AST_BINARY_OPERATOR_EQUAL = 4, /* == */
    AST_BINARY_OPERATOR_NOT_EQUAL = 5, /* != */
    AST_BINARY_OPERATOR_STRICT_EQUAL = 6, /* === */
    AST_BINARY_OPERATOR_STRICT_NOT_EQUAL = 7, /* !== */
    AST_BINARY_OPERATOR_LESS = 8, /* < */
    AST_BINARY_OPERATOR_GREATER = 9, /* > */
    AST_BINARY_OPERATOR_LESS_EQUAL = 10, /* <= */
    AST_BINARY_OPERATOR_GREATER_EQUAL = 11, /* >= */
    AST_BINARY_OPERATOR_SHIFT_LEFT = 12, /* << */
    AST_BINARY_OPERATOR_SHIFT_RIGHT = 13, /* >> */
    AST_BINARY_OPERATOR_SHIFT_RIGHT_UNSIGNED = 14, /* >>> */
    AST_BINARY_OPERATOR_ADD = 15, /* + */
    AST_BINARY_OPERATOR_SUBTRACT = 16, /* - */
    AST_BINARY_OPERATOR_MULTIPLY = 17, /* * */
    AST_BINARY_OPERATOR_DIVIDE = 18, /* / */
    AST_BINARY_OPERATOR_REMAINDER = 19, /* % */
    AST_BINARY_OPERATOR_POWER = 20, /* ** */
    AST_BINARY_OPERATOR_IN = 21,
    AST_BINARY_OPERATOR_INSTANCEOF = 22,
} ast_binary_operator;

typedef enum ast_logical_operator {
    AST_LOGICAL_OPERATOR_COALESCE = 1, /* ?? */
    AST_LOGICAL_OPERATOR_OR = 2, /* || */
    AST_LOGICAL_OPERATOR_AND = 3, /* && */
} ast_logical_operator;

typedef enum ast_assignment_operator {
    AST_ASSIGNMENT_OPERATOR_ASSIGN = 1, /* = */
    AST_ASSIGNMENT_OPERATOR_ADD = 2, /* += */
    AST_ASSIGNMENT_OPERATOR_SUBTRACT = 3, /* -= */
    AST_ASSIGNMENT_OPERATOR_MULTIPLY = 4, /* *= */
    AST_ASSIGNMENT_OPERATOR_DIVIDE = 5, /* /= */
    AST_ASSIGNMENT_OPERATOR_REMAINDER = 6, /* %= */
    AST_ASSIGNMENT_OPERATOR_POWER = 7, /* **= */
    AST_ASSIGNMENT_OPERATOR_SHIFT_LEFT = 8, /* <<= */
    AST_ASSIGNMENT_OPERATOR_SHIFT_RIGHT = 9, /* >>= */
    AST_ASSIGNMENT_OPERATOR_SHIFT_RIGHT_UNSIGNED = 10, /* >>>= */
    AST_ASSIGNMENT_OPERATOR_BIT_AND = 11, /* &= */
    AST_ASSIGNMENT_OPERATOR_BIT_OR = 12, /* |= */
    AST_ASSIGNMENT_OPERATOR_BIT_XOR = 13, /* ^= */
    AST_ASSIGNMENT_OPERATOR_AND = 14, /* &&= */
    AST_ASSIGNMENT_OPERATOR_OR = 15, /* ||= */
    AST_ASSIGNMENT_OPERATOR_COALESCE = 16, /* ??= */
} ast_assignment_operator;

typedef enum ast_accessibility {
    AST_ACCESSIBILITY_PRIVATE = 1,
    AST_ACCESSIBILITY_PROTECTED = 2,
    AST_ACCESSIBILITY_PUBLIC = 3,
} ast_accessibility;

typedef enum ast_variable_kind {
    AST_VARIABLE_KIND_VAR = 1,
    AST_VARIABLE_KIND_LET = 2,
    AST_VARIABLE_KIND_CONST = 3,
    AST_VARIABLE_KIND_USING = 4,
    AST_VARIABLE_KIND_AWAIT_USING = 5, /* await using */
} ast_variable_kind;

typedef enum ast_import_kind {
    AST_IMPORT_KIND_VALUE = 1,
    AST_IMPORT_KIND_TYPE = 2,
} ast_import_kind;

typedef enum ast_ts_module_kind {
    AST_TS_MODULE_KIND_MODULE = 1,
    AST_TS_MODULE_KIND_NAMESPACE = 2,
    AST_TS_MODULE_KIND_GLOBAL = 3,
} ast_ts_module_kind;

typedef enum ast_method_kind {
    AST_METHOD_KIND_METHOD = 1,
    AST_METHOD_KIND_CONSTRUCTOR = 2,
    AST_METHOD_KIND_GET = 3,
    AST_METHOD_KIND_SET = 4,
} ast_method_kind;

typedef enum ast_ts_operator {
    AST_TS_OPERATOR_KEYOF = 1,
    AST_TS_OPERATOR_UNIQUE = 2,
    AST_TS_OPERATOR_READONLY = 3,
} ast_ts_operator;

typedef enum ast_ts_mapped_modifier {
    AST_TS_MAPPED_MODIFIER_TRUE = 1,
    AST_TS_MAPPED_MODIFIER_PLUS = 2, /* + */
    AST_TS_MAPPED_MODIFIER_MINUS = 3, /* - */
} ast_ts_mapped_modifier;

typedef enum ast_ts_method_kind {
    AST_TS_METHOD_KIND_METHOD = 1,
    AST_TS_METHOD_KIND_GET = 2,
    AST_TS_METHOD_KIND_SET = 3,
} ast_ts_method_kind;

typedef struct ast_program {
    uint16_t tag;
    uint8_t source_type; /* source_type */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    ast_list body; /* Statement* */
    arena_ref hashbang; /* Hashbang? */
    ast_bytes source; /* bytes */
    ast_bytes comment_spans; /* spans */
    ast_bytes token_spans; /* spans */
} ast_program;
_Static_assert(offsetof(ast_program, source_type) == 2, "layout");
_Static_assert(offsetof(ast_program, body) == 12, "layout");
_Static_assert(offsetof(ast_program, hashbang) == 20, "layout");
_Static_assert(offsetof(ast_program, source) == 24, "layout");
_Static_assert(offsetof(ast_program, comment_spans) == 32, "layout");
_Static_assert(offsetof(ast_program, token_spans) == 40, "layout");
_Static_assert(sizeof(ast_program) == 48, "layout");
static inline ast_program *
ast_new_program(arena *a, uint32_t start, uint32_t end)
{
    ast_program *n = (ast_program *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_program){.tag = AST_PROGRAM, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_hashbang {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text value; /* text */
    uint8_t pad20[4];
} ast_hashbang;
_Static_assert(offsetof(ast_hashbang, value) == 12, "layout");
_Static_assert(sizeof(ast_hashbang) == 24, "layout");
static inline ast_hashbang *
ast_new_hashbang(arena *a, uint32_t start, uint32_t end)
{
    ast_hashbang *n = (ast_hashbang *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_hashbang){.tag = AST_HASHBANG, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_identifier {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_text name; /* text */
    arena_ref type_annotation; /* TSTypeAnnotation? */
} ast_identifier;
_Static_assert(offsetof(ast_identifier, optional) == 2, "layout");
_Static_assert(offsetof(ast_identifier, name) == 12, "layout");
_Static_assert(offsetof(ast_identifier, type_annotation) == 20, "layout");
_Static_assert(sizeof(ast_identifier) == 24, "layout");
static inline ast_identifier *
ast_new_identifier(arena *a, uint32_t start, uint32_t end)
{
    ast_identifier *n = (ast_identifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_identifier){.tag = AST_IDENTIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_this_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_this_expression;
_Static_assert(sizeof(ast_this_expression) == 16, "layout");
static inline ast_this_expression *
ast_new_this_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_this_expression *n = (ast_this_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_this_expression){.tag = AST_THIS_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_super {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_super;
_Static_assert(sizeof(ast_super) == 16, "layout");
static inline ast_super *
ast_new_super(arena *a, uint32_t start, uint32_t end)
{
    ast_super *n = (ast_super *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_super){.tag = AST_SUPER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_array_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list elements; /* ArrayElement?* */
    uint8_t pad20[4];
} ast_array_expression;
_Static_assert(offsetof(ast_array_expression, elements) == 12, "layout");
_Static_assert(sizeof(ast_array_expression) == 24, "layout");
static inline ast_array_expression *
ast_new_array_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_array_expression *n = (ast_array_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_array_expression){.tag = AST_ARRAY_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_object_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list properties; /* ObjectMember* */
    uint8_t pad20[4];
} ast_object_expression;
_Static_assert(offsetof(ast_object_expression, properties) == 12, "layout");
_Static_assert(sizeof(ast_object_expression) == 24, "layout");
static inline ast_object_expression *
ast_new_object_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_object_expression *n = (ast_object_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_object_expression){.tag = AST_OBJECT_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_function_expression {
    uint16_t tag;
    bool async;
    bool generator;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* BlockStatement */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    bool declare;
    uint8_t pad37[3];
} ast_function_expression;
_Static_assert(offsetof(ast_function_expression, async) == 2, "layout");
_Static_assert(offsetof(ast_function_expression, generator) == 3, "layout");
_Static_assert(offsetof(ast_function_expression, body) == 12, "layout");
_Static_assert(offsetof(ast_function_expression, id) == 16, "layout");
_Static_assert(offsetof(ast_function_expression, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_function_expression, params) == 24, "layout");
_Static_assert(offsetof(ast_function_expression, return_type) == 32, "layout");
_Static_assert(offsetof(ast_function_expression, declare) == 36, "layout");
_Static_assert(sizeof(ast_function_expression) == 40, "layout");
static inline ast_function_expression *
ast_new_function_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_function_expression *n = (ast_function_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_function_expression){.tag = AST_FUNCTION_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_empty_body_function_expression {
    uint16_t tag;
    bool async;
    bool generator;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* BlockStatement? */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    bool declare;
    uint8_t pad37[3];
} ast_ts_empty_body_function_expression;
_Static_assert(offsetof(ast_ts_empty_body_function_expression, async) == 2, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, generator) == 3, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, body) == 12, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, id) == 16, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, params) == 24, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, return_type) == 32, "layout");
_Static_assert(offsetof(ast_ts_empty_body_function_expression, declare) == 36, "layout");
_Static_assert(sizeof(ast_ts_empty_body_function_expression) == 40, "layout");
static inline ast_ts_empty_body_function_expression *
ast_new_ts_empty_body_function_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_empty_body_function_expression *n = (ast_ts_empty_body_function_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_empty_body_function_expression){.tag = AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_arrow_function_expression {
    uint16_t tag;
    bool expression;
    bool async;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* ArrowBody */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
} ast_arrow_function_expression;
_Static_assert(offsetof(ast_arrow_function_expression, expression) == 2, "layout");
_Static_assert(offsetof(ast_arrow_function_expression, async) == 3, "layout");
_Static_assert(offsetof(ast_arrow_function_expression, body) == 12, "layout");
_Static_assert(offsetof(ast_arrow_function_expression, type_parameters) == 16, "layout");
_Static_assert(offsetof(ast_arrow_function_expression, params) == 20, "layout");
_Static_assert(offsetof(ast_arrow_function_expression, return_type) == 28, "layout");
_Static_assert(sizeof(ast_arrow_function_expression) == 32, "layout");
static inline ast_arrow_function_expression *
ast_new_arrow_function_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_arrow_function_expression *n = (ast_arrow_function_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_arrow_function_expression){.tag = AST_ARROW_FUNCTION_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_class_expression {
    uint16_t tag;
    bool abstract;
    bool declare;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* ClassBody */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    arena_ref super_class; /* Expression? */
    arena_ref super_type_arguments; /* TSTypeParameterInstantiation? */
    ast_list decorators; /* Decorator* */
    ast_list implements; /* TSClassImplements* */
} ast_class_expression;
_Static_assert(offsetof(ast_class_expression, abstract) == 2, "layout");
_Static_assert(offsetof(ast_class_expression, declare) == 3, "layout");
_Static_assert(offsetof(ast_class_expression, body) == 12, "layout");
_Static_assert(offsetof(ast_class_expression, id) == 16, "layout");
_Static_assert(offsetof(ast_class_expression, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_class_expression, super_class) == 24, "layout");
_Static_assert(offsetof(ast_class_expression, super_type_arguments) == 28, "layout");
_Static_assert(offsetof(ast_class_expression, decorators) == 32, "layout");
_Static_assert(offsetof(ast_class_expression, implements) == 40, "layout");
_Static_assert(sizeof(ast_class_expression) == 48, "layout");
static inline ast_class_expression *
ast_new_class_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_class_expression *n = (ast_class_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_class_expression){.tag = AST_CLASS_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_unary_expression {
    uint16_t tag;
    uint8_t operator; /* unary_operator */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_unary_expression;
_Static_assert(offsetof(ast_unary_expression, operator) == 2, "layout");
_Static_assert(offsetof(ast_unary_expression, argument) == 12, "layout");
_Static_assert(sizeof(ast_unary_expression) == 16, "layout");
static inline ast_unary_expression *
ast_new_unary_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_unary_expression *n = (ast_unary_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_unary_expression){.tag = AST_UNARY_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_update_expression {
    uint16_t tag;
    uint8_t operator; /* update_operator */
    bool prefix;
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_update_expression;
_Static_assert(offsetof(ast_update_expression, operator) == 2, "layout");
_Static_assert(offsetof(ast_update_expression, prefix) == 3, "layout");
_Static_assert(offsetof(ast_update_expression, argument) == 12, "layout");
_Static_assert(sizeof(ast_update_expression) == 16, "layout");
static inline ast_update_expression *
ast_new_update_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_update_expression *n = (ast_update_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_update_expression){.tag = AST_UPDATE_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_binary_expression {
    uint16_t tag;
    uint8_t operator; /* binary_operator */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* BinaryOperand */
    arena_ref right; /* Expression */
    uint8_t pad20[4];
} ast_binary_expression;
_Static_assert(offsetof(ast_binary_expression, operator) == 2, "layout");
_Static_assert(offsetof(ast_binary_expression, left) == 12, "layout");
_Static_assert(offsetof(ast_binary_expression, right) == 16, "layout");
_Static_assert(sizeof(ast_binary_expression) == 24, "layout");
static inline ast_binary_expression *
ast_new_binary_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_binary_expression *n = (ast_binary_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_binary_expression){.tag = AST_BINARY_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_logical_expression {
    uint16_t tag;
    uint8_t operator; /* logical_operator */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* Expression */
    arena_ref right; /* Expression */
    uint8_t pad20[4];
} ast_logical_expression;
_Static_assert(offsetof(ast_logical_expression, operator) == 2, "layout");
_Static_assert(offsetof(ast_logical_expression, left) == 12, "layout");
_Static_assert(offsetof(ast_logical_expression, right) == 16, "layout");
_Static_assert(sizeof(ast_logical_expression) == 24, "layout");
static inline ast_logical_expression *
ast_new_logical_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_logical_expression *n = (ast_logical_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_logical_expression){.tag = AST_LOGICAL_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_assignment_expression {
    uint16_t tag;
    uint8_t operator; /* assignment_operator */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* Pattern */
    arena_ref right; /* Expression */
    uint8_t pad20[4];
} ast_assignment_expression;
_Static_assert(offsetof(ast_assignment_expression, operator) == 2, "layout");
_Static_assert(offsetof(ast_assignment_expression, left) == 12, "layout");
_Static_assert(offsetof(ast_assignment_expression, right) == 16, "layout");
_Static_assert(sizeof(ast_assignment_expression) == 24, "layout");
static inline ast_assignment_expression *
ast_new_assignment_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_assignment_expression *n = (ast_assignment_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_assignment_expression){.tag = AST_ASSIGNMENT_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_conditional_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref test; /* Expression */
    arena_ref consequent; /* Expression */
    arena_ref alternate; /* Expression */
} ast_conditional_expression;
_Static_assert(offsetof(ast_conditional_expression, test) == 12, "layout");
_Static_assert(offsetof(ast_conditional_expression, consequent) == 16, "layout");
_Static_assert(offsetof(ast_conditional_expression, alternate) == 20, "layout");
_Static_assert(sizeof(ast_conditional_expression) == 24, "layout");
static inline ast_conditional_expression *
ast_new_conditional_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_conditional_expression *n = (ast_conditional_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_conditional_expression){.tag = AST_CONDITIONAL_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_call_expression {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref callee; /* Expression */
    ast_list arguments; /* Argument* */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad28[4];
} ast_call_expression;
_Static_assert(offsetof(ast_call_expression, optional) == 2, "layout");
_Static_assert(offsetof(ast_call_expression, callee) == 12, "layout");
_Static_assert(offsetof(ast_call_expression, arguments) == 16, "layout");
_Static_assert(offsetof(ast_call_expression, type_arguments) == 24, "layout");
_Static_assert(sizeof(ast_call_expression) == 32, "layout");
static inline ast_call_expression *
ast_new_call_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_call_expression *n = (ast_call_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_call_expression){.tag = AST_CALL_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_new_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref callee; /* Expression */
    ast_list arguments; /* Argument* */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad28[4];
} ast_new_expression;
_Static_assert(offsetof(ast_new_expression, callee) == 12, "layout");
_Static_assert(offsetof(ast_new_expression, arguments) == 16, "layout");
_Static_assert(offsetof(ast_new_expression, type_arguments) == 24, "layout");
_Static_assert(sizeof(ast_new_expression) == 32, "layout");
static inline ast_new_expression *
ast_new_new_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_new_expression *n = (ast_new_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_new_expression){.tag = AST_NEW_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_member_expression {
    uint16_t tag;
    bool computed;
    bool optional;
    uint32_t start;
    uint32_t end;
    arena_ref object; /* Expression */
    arena_ref property; /* MemberProperty */
    uint8_t pad20[4];
} ast_member_expression;
_Static_assert(offsetof(ast_member_expression, computed) == 2, "layout");
_Static_assert(offsetof(ast_member_expression, optional) == 3, "layout");
_Static_assert(offsetof(ast_member_expression, object) == 12, "layout");
_Static_assert(offsetof(ast_member_expression, property) == 16, "layout");
_Static_assert(sizeof(ast_member_expression) == 24, "layout");
static inline ast_member_expression *
ast_new_member_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_member_expression *n = (ast_member_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_member_expression){.tag = AST_MEMBER_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_chain_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_chain_expression;
_Static_assert(offsetof(ast_chain_expression, expression) == 12, "layout");
_Static_assert(sizeof(ast_chain_expression) == 16, "layout");
static inline ast_chain_expression *
ast_new_chain_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_chain_expression *n = (ast_chain_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_chain_expression){.tag = AST_CHAIN_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_sequence_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list expressions; /* Expression* */
    uint8_t pad20[4];
} ast_sequence_expression;
_Static_assert(offsetof(ast_sequence_expression, expressions) == 12, "layout");
_Static_assert(sizeof(ast_sequence_expression) == 24, "layout");
static inline ast_sequence_expression *
ast_new_sequence_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_sequence_expression *n = (ast_sequence_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_sequence_expression){.tag = AST_SEQUENCE_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_parenthesized_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_parenthesized_expression;
_Static_assert(offsetof(ast_parenthesized_expression, expression) == 12, "layout");
_Static_assert(sizeof(ast_parenthesized_expression) == 16, "layout");
static inline ast_parenthesized_expression *
ast_new_parenthesized_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_parenthesized_expression *n = (ast_parenthesized_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_parenthesized_expression){.tag = AST_PARENTHESIZED_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_yield_expression {
    uint16_t tag;
    bool delegate;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression? */
} ast_yield_expression;
_Static_assert(offsetof(ast_yield_expression, delegate) == 2, "layout");
_Static_assert(offsetof(ast_yield_expression, argument) == 12, "layout");
_Static_assert(sizeof(ast_yield_expression) == 16, "layout");
static inline ast_yield_expression *
ast_new_yield_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_yield_expression *n = (ast_yield_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_yield_expression){.tag = AST_YIELD_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_await_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_await_expression;
_Static_assert(offsetof(ast_await_expression, argument) == 12, "layout");
_Static_assert(sizeof(ast_await_expression) == 16, "layout");
static inline ast_await_expression *
ast_new_await_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_await_expression *n = (ast_await_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_await_expression){.tag = AST_AWAIT_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_expression {
    uint16_t tag;
    uint8_t phase; /* import_phase? */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref source; /* Expression */
    arena_ref options; /* Expression? */
    uint8_t pad20[4];
} ast_import_expression;
_Static_assert(offsetof(ast_import_expression, phase) == 2, "layout");
_Static_assert(offsetof(ast_import_expression, source) == 12, "layout");
_Static_assert(offsetof(ast_import_expression, options) == 16, "layout");
_Static_assert(sizeof(ast_import_expression) == 24, "layout");
static inline ast_import_expression *
ast_new_import_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_import_expression *n = (ast_import_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_expression){.tag = AST_IMPORT_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_meta_property {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref meta; /* Identifier */
    arena_ref property; /* Identifier */
    uint8_t pad20[4];
} ast_meta_property;
_Static_assert(offsetof(ast_meta_property, meta) == 12, "layout");
_Static_assert(offsetof(ast_meta_property, property) == 16, "layout");
_Static_assert(sizeof(ast_meta_property) == 24, "layout");
static inline ast_meta_property *
ast_new_meta_property(arena *a, uint32_t start, uint32_t end)
{
    ast_meta_property *n = (ast_meta_property *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_meta_property){.tag = AST_META_PROPERTY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_template_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list quasis; /* TemplateElement* */
    ast_list expressions; /* Expression* */
    uint8_t pad28[4];
} ast_template_literal;
_Static_assert(offsetof(ast_template_literal, quasis) == 12, "layout");
_Static_assert(offsetof(ast_template_literal, expressions) == 20, "layout");
_Static_assert(sizeof(ast_template_literal) == 32, "layout");
static inline ast_template_literal *
ast_new_template_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_template_literal *n = (ast_template_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_template_literal){.tag = AST_TEMPLATE_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_tagged_template_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref tag_; /* Expression */
    arena_ref quasi; /* TemplateLiteral */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
} ast_tagged_template_expression;
_Static_assert(offsetof(ast_tagged_template_expression, tag_) == 12, "layout");
_Static_assert(offsetof(ast_tagged_template_expression, quasi) == 16, "layout");
_Static_assert(offsetof(ast_tagged_template_expression, type_arguments) == 20, "layout");
_Static_assert(sizeof(ast_tagged_template_expression) == 24, "layout");
static inline ast_tagged_template_expression *
ast_new_tagged_template_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_tagged_template_expression *n = (ast_tagged_template_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_tagged_template_expression){.tag = AST_TAGGED_TEMPLATE_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_element {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref opening_element; /* JSXOpeningElement */
    ast_list children; /* JSXChild* */
    arena_ref closing_element; /* JSXClosingElement? */
    uint8_t pad28[4];
} ast_jsx_element;
_Static_assert(offsetof(ast_jsx_element, opening_element) == 12, "layout");
_Static_assert(offsetof(ast_jsx_element, children) == 16, "layout");
_Static_assert(offsetof(ast_jsx_element, closing_element) == 24, "layout");
_Static_assert(sizeof(ast_jsx_element) == 32, "layout");
static inline ast_jsx_element *
ast_new_jsx_element(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_element *n = (ast_jsx_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_element){.tag = AST_JSX_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_fragment {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref opening_fragment; /* JSXOpeningFragment */
    arena_ref closing_fragment; /* JSXClosingFragment */
    ast_list children; /* JSXChild* */
    uint8_t pad28[4];
} ast_jsx_fragment;
_Static_assert(offsetof(ast_jsx_fragment, opening_fragment) == 12, "layout");
_Static_assert(offsetof(ast_jsx_fragment, closing_fragment) == 16, "layout");
_Static_assert(offsetof(ast_jsx_fragment, children) == 20, "layout");
_Static_assert(sizeof(ast_jsx_fragment) == 32, "layout");
static inline ast_jsx_fragment *
ast_new_jsx_fragment(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_fragment *n = (ast_jsx_fragment *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_fragment){.tag = AST_JSX_FRAGMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_as_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
    arena_ref type_annotation; /* TSType */
    uint8_t pad20[4];
} ast_ts_as_expression;
_Static_assert(offsetof(ast_ts_as_expression, expression) == 12, "layout");
_Static_assert(offsetof(ast_ts_as_expression, type_annotation) == 16, "layout");
_Static_assert(sizeof(ast_ts_as_expression) == 24, "layout");
static inline ast_ts_as_expression *
ast_new_ts_as_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_as_expression *n = (ast_ts_as_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_as_expression){.tag = AST_TS_AS_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_satisfies_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
    arena_ref type_annotation; /* TSType */
    uint8_t pad20[4];
} ast_ts_satisfies_expression;
_Static_assert(offsetof(ast_ts_satisfies_expression, expression) == 12, "layout");
_Static_assert(offsetof(ast_ts_satisfies_expression, type_annotation) == 16, "layout");
_Static_assert(sizeof(ast_ts_satisfies_expression) == 24, "layout");
static inline ast_ts_satisfies_expression *
ast_new_ts_satisfies_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_satisfies_expression *n = (ast_ts_satisfies_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_satisfies_expression){.tag = AST_TS_SATISFIES_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_assertion {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
    arena_ref expression; /* Expression */
    uint8_t pad20[4];
} ast_ts_type_assertion;
_Static_assert(offsetof(ast_ts_type_assertion, type_annotation) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_assertion, expression) == 16, "layout");
_Static_assert(sizeof(ast_ts_type_assertion) == 24, "layout");
static inline ast_ts_type_assertion *
ast_new_ts_type_assertion(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_assertion *n = (ast_ts_type_assertion *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_assertion){.tag = AST_TS_TYPE_ASSERTION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_non_null_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_ts_non_null_expression;
_Static_assert(offsetof(ast_ts_non_null_expression, expression) == 12, "layout");
_Static_assert(sizeof(ast_ts_non_null_expression) == 16, "layout");
static inline ast_ts_non_null_expression *
ast_new_ts_non_null_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_non_null_expression *n = (ast_ts_non_null_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_non_null_expression){.tag = AST_TS_NON_NULL_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_instantiation_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
    arena_ref type_arguments; /* TSTypeParameterInstantiation */
    uint8_t pad20[4];
} ast_ts_instantiation_expression;
_Static_assert(offsetof(ast_ts_instantiation_expression, expression) == 12, "layout");
_Static_assert(offsetof(ast_ts_instantiation_expression, type_arguments) == 16, "layout");
_Static_assert(sizeof(ast_ts_instantiation_expression) == 24, "layout");
static inline ast_ts_instantiation_expression *
ast_new_ts_instantiation_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_instantiation_expression *n = (ast_ts_instantiation_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_instantiation_expression){.tag = AST_TS_INSTANTIATION_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_string_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text value; /* text */
    arena_text raw; /* text? */
    uint8_t pad28[4];
} ast_string_literal;
_Static_assert(offsetof(ast_string_literal, value) == 12, "layout");
_Static_assert(offsetof(ast_string_literal, raw) == 20, "layout");
_Static_assert(sizeof(ast_string_literal) == 32, "layout");
static inline ast_string_literal *
ast_new_string_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_string_literal *n = (ast_string_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_string_literal){.tag = AST_STRING_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_numeric_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
    double value;
    arena_text raw; /* text? */
} ast_numeric_literal;
_Static_assert(offsetof(ast_numeric_literal, value) == 16, "layout");
_Static_assert(offsetof(ast_numeric_literal, raw) == 24, "layout");
_Static_assert(sizeof(ast_numeric_literal) == 32, "layout");
static inline ast_numeric_literal *
ast_new_numeric_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_numeric_literal *n = (ast_numeric_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_numeric_literal){.tag = AST_NUMERIC_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_bigint_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text bigint; /* text */
    arena_text raw; /* text? */
    uint8_t pad28[4];
} ast_bigint_literal;
_Static_assert(offsetof(ast_bigint_literal, bigint) == 12, "layout");
_Static_assert(offsetof(ast_bigint_literal, raw) == 20, "layout");
_Static_assert(sizeof(ast_bigint_literal) == 32, "layout");
static inline ast_bigint_literal *
ast_new_bigint_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_bigint_literal *n = (ast_bigint_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_bigint_literal){.tag = AST_BIGINT_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_boolean_literal {
    uint16_t tag;
    bool value;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_boolean_literal;
_Static_assert(offsetof(ast_boolean_literal, value) == 2, "layout");
_Static_assert(sizeof(ast_boolean_literal) == 16, "layout");
static inline ast_boolean_literal *
ast_new_boolean_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_boolean_literal *n = (ast_boolean_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_boolean_literal){.tag = AST_BOOLEAN_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_null_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_null_literal;
_Static_assert(sizeof(ast_null_literal) == 16, "layout");
static inline ast_null_literal *
ast_new_null_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_null_literal *n = (ast_null_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_null_literal){.tag = AST_NULL_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_regexp_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text pattern; /* text */
    arena_text flags; /* text */
    uint8_t pad28[4];
} ast_regexp_literal;
_Static_assert(offsetof(ast_regexp_literal, pattern) == 12, "layout");
_Static_assert(offsetof(ast_regexp_literal, flags) == 20, "layout");
_Static_assert(sizeof(ast_regexp_literal) == 32, "layout");
static inline ast_regexp_literal *
ast_new_regexp_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_regexp_literal *n = (ast_regexp_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_regexp_literal){.tag = AST_REGEXP_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_spread_element {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_spread_element;
_Static_assert(offsetof(ast_spread_element, argument) == 12, "layout");
_Static_assert(sizeof(ast_spread_element) == 16, "layout");
static inline ast_spread_element *
ast_new_spread_element(arena *a, uint32_t start, uint32_t end)
{
    ast_spread_element *n = (ast_spread_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_spread_element){.tag = AST_SPREAD_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_private_identifier {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text name; /* text */
    uint8_t pad20[4];
} ast_private_identifier;
_Static_assert(offsetof(ast_private_identifier, name) == 12, "layout");
_Static_assert(sizeof(ast_private_identifier) == 24, "layout");
static inline ast_private_identifier *
ast_new_private_identifier(arena *a, uint32_t start, uint32_t end)
{
    ast_private_identifier *n = (ast_private_identifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_private_identifier){.tag = AST_PRIVATE_IDENTIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_template_element {
    uint16_t tag;
    bool tail;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_text raw; /* text */
    arena_text cooked; /* text? */
    uint8_t pad28[4];
} ast_template_element;
_Static_assert(offsetof(ast_template_element, tail) == 2, "layout");
_Static_assert(offsetof(ast_template_element, raw) == 12, "layout");
_Static_assert(offsetof(ast_template_element, cooked) == 20, "layout");
_Static_assert(sizeof(ast_template_element) == 32, "layout");
static inline ast_template_element *
ast_new_template_element(arena *a, uint32_t start, uint32_t end)
{
    ast_template_element *n = (ast_template_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_template_element){.tag = AST_TEMPLATE_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_property {
    uint16_t tag;
    uint8_t kind; /* property_kind */
    bool method;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* PropertyValue */
    bool shorthand;
    bool computed;
    uint8_t pad22[2];
} ast_property;
_Static_assert(offsetof(ast_property, kind) == 2, "layout");
_Static_assert(offsetof(ast_property, method) == 3, "layout");
_Static_assert(offsetof(ast_property, key) == 12, "layout");
_Static_assert(offsetof(ast_property, value) == 16, "layout");
_Static_assert(offsetof(ast_property, shorthand) == 20, "layout");
_Static_assert(offsetof(ast_property, computed) == 21, "layout");
_Static_assert(sizeof(ast_property) == 24, "layout");
static inline ast_property *
ast_new_property(arena *a, uint32_t start, uint32_t end)
{
    ast_property *n = (ast_property *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_property){.tag = AST_PROPERTY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_array_pattern {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    ast_list elements; /* PatternElement?* */
    arena_ref type_annotation; /* TSTypeAnnotation? */
} ast_array_pattern;
_Static_assert(offsetof(ast_array_pattern, optional) == 2, "layout");
_Static_assert(offsetof(ast_array_pattern, elements) == 12, "layout");
_Static_assert(offsetof(ast_array_pattern, type_annotation) == 20, "layout");
_Static_assert(sizeof(ast_array_pattern) == 24, "layout");
static inline ast_array_pattern *
ast_new_array_pattern(arena *a, uint32_t start, uint32_t end)
{
    ast_array_pattern *n = (ast_array_pattern *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_array_pattern){.tag = AST_ARRAY_PATTERN, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_object_pattern {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    ast_list properties; /* PatternMember* */
    arena_ref type_annotation; /* TSTypeAnnotation? */
} ast_object_pattern;
_Static_assert(offsetof(ast_object_pattern, optional) == 2, "layout");
_Static_assert(offsetof(ast_object_pattern, properties) == 12, "layout");
_Static_assert(offsetof(ast_object_pattern, type_annotation) == 20, "layout");
_Static_assert(sizeof(ast_object_pattern) == 24, "layout");
static inline ast_object_pattern *
ast_new_object_pattern(arena *a, uint32_t start, uint32_t end)
{
    ast_object_pattern *n = (ast_object_pattern *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_object_pattern){.tag = AST_OBJECT_PATTERN, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_assignment_pattern {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* Pattern */
    arena_ref right; /* Expression */
    arena_ref type_annotation; /* TSTypeAnnotation? */
} ast_assignment_pattern;
_Static_assert(offsetof(ast_assignment_pattern, optional) == 2, "layout");
_Static_assert(offsetof(ast_assignment_pattern, left) == 12, "layout");
_Static_assert(offsetof(ast_assignment_pattern, right) == 16, "layout");
_Static_assert(offsetof(ast_assignment_pattern, type_annotation) == 20, "layout");
_Static_assert(sizeof(ast_assignment_pattern) == 24, "layout");
static inline ast_assignment_pattern *
ast_new_assignment_pattern(arena *a, uint32_t start, uint32_t end)
{
    ast_assignment_pattern *n = (ast_assignment_pattern *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_assignment_pattern){.tag = AST_ASSIGNMENT_PATTERN, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_rest_element {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Pattern */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    uint8_t pad20[4];
} ast_rest_element;
_Static_assert(offsetof(ast_rest_element, optional) == 2, "layout");
_Static_assert(offsetof(ast_rest_element, argument) == 12, "layout");
_Static_assert(offsetof(ast_rest_element, type_annotation) == 16, "layout");
_Static_assert(sizeof(ast_rest_element) == 24, "layout");
static inline ast_rest_element *
ast_new_rest_element(arena *a, uint32_t start, uint32_t end)
{
    ast_rest_element *n = (ast_rest_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_rest_element){.tag = AST_REST_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_parameter_property {
    uint16_t tag;
    uint8_t accessibility; /* accessibility? */
    bool override;
    uint32_t start;
    uint32_t end;
    arena_ref parameter; /* BindingPattern */
    ast_list decorators; /* Decorator* */
    bool readonly;
    uint8_t pad25[7];
} ast_ts_parameter_property;
_Static_assert(offsetof(ast_ts_parameter_property, accessibility) == 2, "layout");
_Static_assert(offsetof(ast_ts_parameter_property, override) == 3, "layout");
_Static_assert(offsetof(ast_ts_parameter_property, parameter) == 12, "layout");
_Static_assert(offsetof(ast_ts_parameter_property, decorators) == 16, "layout");
_Static_assert(offsetof(ast_ts_parameter_property, readonly) == 24, "layout");
_Static_assert(sizeof(ast_ts_parameter_property) == 32, "layout");
static inline ast_ts_parameter_property *
ast_new_ts_parameter_property(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_parameter_property *n = (ast_ts_parameter_property *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_parameter_property){.tag = AST_TS_PARAMETER_PROPERTY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_decorated_parameter {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref parameter; /* DecoratedPattern */
    ast_list decorators; /* Decorator* */
} ast_decorated_parameter;
_Static_assert(offsetof(ast_decorated_parameter, parameter) == 12, "layout");
_Static_assert(offsetof(ast_decorated_parameter, decorators) == 16, "layout");
_Static_assert(sizeof(ast_decorated_parameter) == 24, "layout");
static inline ast_decorated_parameter *
ast_new_decorated_parameter(arena *a, uint32_t start, uint32_t end)
{
    ast_decorated_parameter *n = (ast_decorated_parameter *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_decorated_parameter){.tag = AST_DECORATED_PARAMETER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_decorator {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_decorator;
_Static_assert(offsetof(ast_decorator, expression) == 12, "layout");
_Static_assert(sizeof(ast_decorator) == 16, "layout");
static inline ast_decorator *
ast_new_decorator(arena *a, uint32_t start, uint32_t end)
{
    ast_decorator *n = (ast_decorator *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_decorator){.tag = AST_DECORATOR, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_block_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list body; /* Statement* */
    uint8_t pad20[4];
} ast_block_statement;
_Static_assert(offsetof(ast_block_statement, body) == 12, "layout");
_Static_assert(sizeof(ast_block_statement) == 24, "layout");
static inline ast_block_statement *
ast_new_block_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_block_statement *n = (ast_block_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_block_statement){.tag = AST_BLOCK_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_expression_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_expression_statement;
_Static_assert(offsetof(ast_expression_statement, expression) == 12, "layout");
_Static_assert(sizeof(ast_expression_statement) == 16, "layout");
static inline ast_expression_statement *
ast_new_expression_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_expression_statement *n = (ast_expression_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_expression_statement){.tag = AST_EXPRESSION_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_directive {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* StringLiteral */
    arena_text directive; /* text */
} ast_directive;
_Static_assert(offsetof(ast_directive, expression) == 12, "layout");
_Static_assert(offsetof(ast_directive, directive) == 16, "layout");
_Static_assert(sizeof(ast_directive) == 24, "layout");
static inline ast_directive *
ast_new_directive(arena *a, uint32_t start, uint32_t end)
{
    ast_directive *n = (ast_directive *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_directive){.tag = AST_DIRECTIVE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_empty_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_empty_statement;
_Static_assert(sizeof(ast_empty_statement) == 16, "layout");
static inline ast_empty_statement *
ast_new_empty_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_empty_statement *n = (ast_empty_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_empty_statement){.tag = AST_EMPTY_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_debugger_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_debugger_statement;
_Static_assert(sizeof(ast_debugger_statement) == 16, "layout");
static inline ast_debugger_statement *
ast_new_debugger_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_debugger_statement *n = (ast_debugger_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_debugger_statement){.tag = AST_DEBUGGER_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_if_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref test; /* Expression */
    arena_ref consequent; /* Statement */
    arena_ref alternate; /* Statement? */
} ast_if_statement;
_Static_assert(offsetof(ast_if_statement, test) == 12, "layout");
_Static_assert(offsetof(ast_if_statement, consequent) == 16, "layout");
_Static_assert(offsetof(ast_if_statement, alternate) == 20, "layout");
_Static_assert(sizeof(ast_if_statement) == 24, "layout");
static inline ast_if_statement *
ast_new_if_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_if_statement *n = (ast_if_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_if_statement){.tag = AST_IF_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_for_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref body; /* Statement */
    arena_ref init; /* ForInit? */
    arena_ref test; /* Expression? */
    arena_ref update; /* Expression? */
    uint8_t pad28[4];
} ast_for_statement;
_Static_assert(offsetof(ast_for_statement, body) == 12, "layout");
_Static_assert(offsetof(ast_for_statement, init) == 16, "layout");
_Static_assert(offsetof(ast_for_statement, test) == 20, "layout");
_Static_assert(offsetof(ast_for_statement, update) == 24, "layout");
_Static_assert(sizeof(ast_for_statement) == 32, "layout");
static inline ast_for_statement *
ast_new_for_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_for_statement *n = (ast_for_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_for_statement){.tag = AST_FOR_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_for_in_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* ForLeft */
    arena_ref right; /* Expression */
    arena_ref body; /* Statement */
} ast_for_in_statement;
_Static_assert(offsetof(ast_for_in_statement, left) == 12, "layout");
_Static_assert(offsetof(ast_for_in_statement, right) == 16, "layout");
_Static_assert(offsetof(ast_for_in_statement, body) == 20, "layout");
_Static_assert(sizeof(ast_for_in_statement) == 24, "layout");
static inline ast_for_in_statement *
ast_new_for_in_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_for_in_statement *n = (ast_for_in_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_for_in_statement){.tag = AST_FOR_IN_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_for_of_statement {
    uint16_t tag;
    bool await;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* ForLeft */
    arena_ref right; /* Expression */
    arena_ref body; /* Statement */
} ast_for_of_statement;
_Static_assert(offsetof(ast_for_of_statement, await) == 2, "layout");
_Static_assert(offsetof(ast_for_of_statement, left) == 12, "layout");
_Static_assert(offsetof(ast_for_of_statement, right) == 16, "layout");
_Static_assert(offsetof(ast_for_of_statement, body) == 20, "layout");
_Static_assert(sizeof(ast_for_of_statement) == 24, "layout");
static inline ast_for_of_statement *
ast_new_for_of_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_for_of_statement *n = (ast_for_of_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_for_of_statement){.tag = AST_FOR_OF_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_while_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref test; /* Expression */
    arena_ref body; /* Statement */
    uint8_t pad20[4];
} ast_while_statement;
_Static_assert(offsetof(ast_while_statement, test) == 12, "layout");
_Static_assert(offsetof(ast_while_statement, body) == 16, "layout");
_Static_assert(sizeof(ast_while_statement) == 24, "layout");
static inline ast_while_statement *
ast_new_while_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_while_statement *n = (ast_while_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_while_statement){.tag = AST_WHILE_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_do_while_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref body; /* Statement */
    arena_ref test; /* Expression */
    uint8_t pad20[4];
} ast_do_while_statement;
_Static_assert(offsetof(ast_do_while_statement, body) == 12, "layout");
_Static_assert(offsetof(ast_do_while_statement, test) == 16, "layout");
_Static_assert(sizeof(ast_do_while_statement) == 24, "layout");
static inline ast_do_while_statement *
ast_new_do_while_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_do_while_statement *n = (ast_do_while_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_do_while_statement){.tag = AST_DO_WHILE_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_continue_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref label; /* Identifier? */
} ast_continue_statement;
_Static_assert(offsetof(ast_continue_statement, label) == 12, "layout");
_Static_assert(sizeof(ast_continue_statement) == 16, "layout");
static inline ast_continue_statement *
ast_new_continue_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_continue_statement *n = (ast_continue_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_continue_statement){.tag = AST_CONTINUE_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_break_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref label; /* Identifier? */
} ast_break_statement;
_Static_assert(offsetof(ast_break_statement, label) == 12, "layout");
_Static_assert(sizeof(ast_break_statement) == 16, "layout");
static inline ast_break_statement *
ast_new_break_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_break_statement *n = (ast_break_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_break_statement){.tag = AST_BREAK_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_return_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression? */
} ast_return_statement;
_Static_assert(offsetof(ast_return_statement, argument) == 12, "layout");
_Static_assert(sizeof(ast_return_statement) == 16, "layout");
static inline ast_return_statement *
ast_new_return_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_return_statement *n = (ast_return_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_return_statement){.tag = AST_RETURN_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_throw_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_throw_statement;
_Static_assert(offsetof(ast_throw_statement, argument) == 12, "layout");
_Static_assert(sizeof(ast_throw_statement) == 16, "layout");
static inline ast_throw_statement *
ast_new_throw_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_throw_statement *n = (ast_throw_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_throw_statement){.tag = AST_THROW_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_try_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref block; /* BlockStatement */
    arena_ref handler; /* CatchClause? */
    arena_ref finalizer; /* BlockStatement? */
} ast_try_statement;
_Static_assert(offsetof(ast_try_statement, block) == 12, "layout");
_Static_assert(offsetof(ast_try_statement, handler) == 16, "layout");
_Static_assert(offsetof(ast_try_statement, finalizer) == 20, "layout");
_Static_assert(sizeof(ast_try_statement) == 24, "layout");
static inline ast_try_statement *
ast_new_try_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_try_statement *n = (ast_try_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_try_statement){.tag = AST_TRY_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_switch_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref discriminant; /* Expression */
    ast_list cases; /* SwitchCase* */
} ast_switch_statement;
_Static_assert(offsetof(ast_switch_statement, discriminant) == 12, "layout");
_Static_assert(offsetof(ast_switch_statement, cases) == 16, "layout");
_Static_assert(sizeof(ast_switch_statement) == 24, "layout");
static inline ast_switch_statement *
ast_new_switch_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_switch_statement *n = (ast_switch_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_switch_statement){.tag = AST_SWITCH_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_labeled_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref label; /* Identifier */
    arena_ref body; /* Statement */
    uint8_t pad20[4];
} ast_labeled_statement;
_Static_assert(offsetof(ast_labeled_statement, label) == 12, "layout");
_Static_assert(offsetof(ast_labeled_statement, body) == 16, "layout");
_Static_assert(sizeof(ast_labeled_statement) == 24, "layout");
static inline ast_labeled_statement *
ast_new_labeled_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_labeled_statement *n = (ast_labeled_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_labeled_statement){.tag = AST_LABELED_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_with_statement {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref object; /* Expression */
    arena_ref body; /* Statement */
    uint8_t pad20[4];
} ast_with_statement;
_Static_assert(offsetof(ast_with_statement, object) == 12, "layout");
_Static_assert(offsetof(ast_with_statement, body) == 16, "layout");
_Static_assert(sizeof(ast_with_statement) == 24, "layout");
static inline ast_with_statement *
ast_new_with_statement(arena *a, uint32_t start, uint32_t end)
{
    ast_with_statement *n = (ast_with_statement *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_with_statement){.tag = AST_WITH_STATEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_variable_declaration {
    uint16_t tag;
    uint8_t kind; /* variable_kind */
    bool declare;
    uint32_t start;
    uint32_t end;
    ast_list declarations; /* VariableDeclarator* */
    uint8_t pad20[4];
} ast_variable_declaration;
_Static_assert(offsetof(ast_variable_declaration, kind) == 2, "layout");
_Static_assert(offsetof(ast_variable_declaration, declare) == 3, "layout");
_Static_assert(offsetof(ast_variable_declaration, declarations) == 12, "layout");
_Static_assert(sizeof(ast_variable_declaration) == 24, "layout");
static inline ast_variable_declaration *
ast_new_variable_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_variable_declaration *n = (ast_variable_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_variable_declaration){.tag = AST_VARIABLE_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_function_declaration {
    uint16_t tag;
    bool async;
    bool generator;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* BlockStatement */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    bool declare;
    uint8_t pad37[3];
} ast_function_declaration;
_Static_assert(offsetof(ast_function_declaration, async) == 2, "layout");
_Static_assert(offsetof(ast_function_declaration, generator) == 3, "layout");
_Static_assert(offsetof(ast_function_declaration, body) == 12, "layout");
_Static_assert(offsetof(ast_function_declaration, id) == 16, "layout");
_Static_assert(offsetof(ast_function_declaration, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_function_declaration, params) == 24, "layout");
_Static_assert(offsetof(ast_function_declaration, return_type) == 32, "layout");
_Static_assert(offsetof(ast_function_declaration, declare) == 36, "layout");
_Static_assert(sizeof(ast_function_declaration) == 40, "layout");
static inline ast_function_declaration *
ast_new_function_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_function_declaration *n = (ast_function_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_function_declaration){.tag = AST_FUNCTION_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_declare_function {
    uint16_t tag;
    bool async;
    bool generator;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* BlockStatement? */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    bool declare;
    uint8_t pad37[3];
} ast_ts_declare_function;
_Static_assert(offsetof(ast_ts_declare_function, async) == 2, "layout");
_Static_assert(offsetof(ast_ts_declare_function, generator) == 3, "layout");
_Static_assert(offsetof(ast_ts_declare_function, body) == 12, "layout");
_Static_assert(offsetof(ast_ts_declare_function, id) == 16, "layout");
_Static_assert(offsetof(ast_ts_declare_function, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_ts_declare_function, params) == 24, "layout");
_Static_assert(offsetof(ast_ts_declare_function, return_type) == 32, "layout");
_Static_assert(offsetof(ast_ts_declare_function, declare) == 36, "layout");
_Static_assert(sizeof(ast_ts_declare_function) == 40, "layout");
static inline ast_ts_declare_function *
ast_new_ts_declare_function(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_declare_function *n = (ast_ts_declare_function *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_declare_function){.tag = AST_TS_DECLARE_FUNCTION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_class_declaration {
    uint16_t tag;
    bool abstract;
    bool declare;
    uint32_t start;
    uint32_t end;
    arena_ref body; /* ClassBody */
    arena_ref id; /* Identifier? */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    arena_ref super_class; /* Expression? */
    arena_ref super_type_arguments; /* TSTypeParameterInstantiation? */
    ast_list decorators; /* Decorator* */
    ast_list implements; /* TSClassImplements* */
} ast_class_declaration;
_Static_assert(offsetof(ast_class_declaration, abstract) == 2, "layout");
_Static_assert(offsetof(ast_class_declaration, declare) == 3, "layout");
_Static_assert(offsetof(ast_class_declaration, body) == 12, "layout");
_Static_assert(offsetof(ast_class_declaration, id) == 16, "layout");
_Static_assert(offsetof(ast_class_declaration, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_class_declaration, super_class) == 24, "layout");
_Static_assert(offsetof(ast_class_declaration, super_type_arguments) == 28, "layout");
_Static_assert(offsetof(ast_class_declaration, decorators) == 32, "layout");
_Static_assert(offsetof(ast_class_declaration, implements) == 40, "layout");
_Static_assert(sizeof(ast_class_declaration) == 48, "layout");
static inline ast_class_declaration *
ast_new_class_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_class_declaration *n = (ast_class_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_class_declaration){.tag = AST_CLASS_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_declaration {
    uint16_t tag;
    uint8_t import_kind; /* import_kind */
    uint8_t phase; /* import_phase? */
    uint32_t start;
    uint32_t end;
    arena_ref source; /* StringLiteral */
    ast_list specifiers; /* ImportModuleSpecifier* */
    ast_list attributes; /* ImportAttribute* */
} ast_import_declaration;
_Static_assert(offsetof(ast_import_declaration, import_kind) == 2, "layout");
_Static_assert(offsetof(ast_import_declaration, phase) == 3, "layout");
_Static_assert(offsetof(ast_import_declaration, source) == 12, "layout");
_Static_assert(offsetof(ast_import_declaration, specifiers) == 16, "layout");
_Static_assert(offsetof(ast_import_declaration, attributes) == 24, "layout");
_Static_assert(sizeof(ast_import_declaration) == 32, "layout");
static inline ast_import_declaration *
ast_new_import_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_import_declaration *n = (ast_import_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_declaration){.tag = AST_IMPORT_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_export_named_declaration {
    uint16_t tag;
    uint8_t export_kind; /* import_kind */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref declaration; /* Declaration? */
    ast_list specifiers; /* ExportSpecifier* */
    arena_ref source; /* StringLiteral? */
    ast_list attributes; /* ImportAttribute* */
    uint8_t pad36[4];
} ast_export_named_declaration;
_Static_assert(offsetof(ast_export_named_declaration, export_kind) == 2, "layout");
_Static_assert(offsetof(ast_export_named_declaration, declaration) == 12, "layout");
_Static_assert(offsetof(ast_export_named_declaration, specifiers) == 16, "layout");
_Static_assert(offsetof(ast_export_named_declaration, source) == 24, "layout");
_Static_assert(offsetof(ast_export_named_declaration, attributes) == 28, "layout");
_Static_assert(sizeof(ast_export_named_declaration) == 40, "layout");
static inline ast_export_named_declaration *
ast_new_export_named_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_export_named_declaration *n = (ast_export_named_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_export_named_declaration){.tag = AST_EXPORT_NAMED_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_export_default_declaration {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref declaration; /* ExportDefault */
} ast_export_default_declaration;
_Static_assert(offsetof(ast_export_default_declaration, declaration) == 12, "layout");
_Static_assert(sizeof(ast_export_default_declaration) == 16, "layout");
static inline ast_export_default_declaration *
ast_new_export_default_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_export_default_declaration *n = (ast_export_default_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_export_default_declaration){.tag = AST_EXPORT_DEFAULT_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_export_all_declaration {
    uint16_t tag;
    uint8_t export_kind; /* import_kind */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref source; /* StringLiteral */
    arena_ref exported; /* ModuleExportName? */
    ast_list attributes; /* ImportAttribute* */
    uint8_t pad28[4];
} ast_export_all_declaration;
_Static_assert(offsetof(ast_export_all_declaration, export_kind) == 2, "layout");
_Static_assert(offsetof(ast_export_all_declaration, source) == 12, "layout");
_Static_assert(offsetof(ast_export_all_declaration, exported) == 16, "layout");
_Static_assert(offsetof(ast_export_all_declaration, attributes) == 20, "layout");
_Static_assert(sizeof(ast_export_all_declaration) == 32, "layout");
static inline ast_export_all_declaration *
ast_new_export_all_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_export_all_declaration *n = (ast_export_all_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_export_all_declaration){.tag = AST_EXPORT_ALL_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_alias_declaration {
    uint16_t tag;
    bool declare;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* Identifier */
    arena_ref type_annotation; /* TSType */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
} ast_ts_type_alias_declaration;
_Static_assert(offsetof(ast_ts_type_alias_declaration, declare) == 2, "layout");
_Static_assert(offsetof(ast_ts_type_alias_declaration, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_alias_declaration, type_annotation) == 16, "layout");
_Static_assert(offsetof(ast_ts_type_alias_declaration, type_parameters) == 20, "layout");
_Static_assert(sizeof(ast_ts_type_alias_declaration) == 24, "layout");
static inline ast_ts_type_alias_declaration *
ast_new_ts_type_alias_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_alias_declaration *n = (ast_ts_type_alias_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_alias_declaration){.tag = AST_TS_TYPE_ALIAS_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_interface_declaration {
    uint16_t tag;
    bool declare;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* Identifier */
    arena_ref body; /* TSInterfaceBody */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list extends; /* TSInterfaceHeritage* */
} ast_ts_interface_declaration;
_Static_assert(offsetof(ast_ts_interface_declaration, declare) == 2, "layout");
_Static_assert(offsetof(ast_ts_interface_declaration, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_interface_declaration, body) == 16, "layout");
_Static_assert(offsetof(ast_ts_interface_declaration, type_parameters) == 20, "layout");
_Static_assert(offsetof(ast_ts_interface_declaration, extends) == 24, "layout");
_Static_assert(sizeof(ast_ts_interface_declaration) == 32, "layout");
static inline ast_ts_interface_declaration *
ast_new_ts_interface_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_interface_declaration *n = (ast_ts_interface_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_interface_declaration){.tag = AST_TS_INTERFACE_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_enum_declaration {
    uint16_t tag;
    bool const_;
    bool declare;
    uint32_t start;
    uint32_t end;
    arena_ref id; /* Identifier */
    arena_ref body; /* TSEnumBody */
    uint8_t pad20[4];
} ast_ts_enum_declaration;
_Static_assert(offsetof(ast_ts_enum_declaration, const_) == 2, "layout");
_Static_assert(offsetof(ast_ts_enum_declaration, declare) == 3, "layout");
_Static_assert(offsetof(ast_ts_enum_declaration, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_enum_declaration, body) == 16, "layout");
_Static_assert(sizeof(ast_ts_enum_declaration) == 24, "layout");
static inline ast_ts_enum_declaration *
ast_new_ts_enum_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_enum_declaration *n = (ast_ts_enum_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_enum_declaration){.tag = AST_TS_ENUM_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_module_declaration {
    uint16_t tag;
    uint8_t kind; /* ts_module_kind */
    bool declare;
    uint32_t start;
    uint32_t end;
    arena_ref id; /* TSModuleName */
    arena_ref body; /* TSModuleBlock? */
    uint8_t pad20[4];
} ast_ts_module_declaration;
_Static_assert(offsetof(ast_ts_module_declaration, kind) == 2, "layout");
_Static_assert(offsetof(ast_ts_module_declaration, declare) == 3, "layout");
_Static_assert(offsetof(ast_ts_module_declaration, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_module_declaration, body) == 16, "layout");
_Static_assert(sizeof(ast_ts_module_declaration) == 24, "layout");
static inline ast_ts_module_declaration *
ast_new_ts_module_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_module_declaration *n = (ast_ts_module_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_module_declaration){.tag = AST_TS_MODULE_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_import_equals_declaration {
    uint16_t tag;
    uint8_t import_kind; /* import_kind */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* Identifier */
    arena_ref module_reference; /* TSModuleReference */
    uint8_t pad20[4];
} ast_ts_import_equals_declaration;
_Static_assert(offsetof(ast_ts_import_equals_declaration, import_kind) == 2, "layout");
_Static_assert(offsetof(ast_ts_import_equals_declaration, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_import_equals_declaration, module_reference) == 16, "layout");
_Static_assert(sizeof(ast_ts_import_equals_declaration) == 24, "layout");
static inline ast_ts_import_equals_declaration *
ast_new_ts_import_equals_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_import_equals_declaration *n = (ast_ts_import_equals_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_import_equals_declaration){.tag = AST_TS_IMPORT_EQUALS_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_export_assignment {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_ts_export_assignment;
_Static_assert(offsetof(ast_ts_export_assignment, expression) == 12, "layout");
_Static_assert(sizeof(ast_ts_export_assignment) == 16, "layout");
static inline ast_ts_export_assignment *
ast_new_ts_export_assignment(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_export_assignment *n = (ast_ts_export_assignment *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_export_assignment){.tag = AST_TS_EXPORT_ASSIGNMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_namespace_export_declaration {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* Identifier */
} ast_ts_namespace_export_declaration;
_Static_assert(offsetof(ast_ts_namespace_export_declaration, id) == 12, "layout");
_Static_assert(sizeof(ast_ts_namespace_export_declaration) == 16, "layout");
static inline ast_ts_namespace_export_declaration *
ast_new_ts_namespace_export_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_namespace_export_declaration *n = (ast_ts_namespace_export_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_namespace_export_declaration){.tag = AST_TS_NAMESPACE_EXPORT_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_catch_clause {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref body; /* BlockStatement */
    arena_ref param; /* BindingPattern? */
    uint8_t pad20[4];
} ast_catch_clause;
_Static_assert(offsetof(ast_catch_clause, body) == 12, "layout");
_Static_assert(offsetof(ast_catch_clause, param) == 16, "layout");
_Static_assert(sizeof(ast_catch_clause) == 24, "layout");
static inline ast_catch_clause *
ast_new_catch_clause(arena *a, uint32_t start, uint32_t end)
{
    ast_catch_clause *n = (ast_catch_clause *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_catch_clause){.tag = AST_CATCH_CLAUSE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_switch_case {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref test; /* Expression? */
    ast_list consequent; /* Statement* */
} ast_switch_case;
_Static_assert(offsetof(ast_switch_case, test) == 12, "layout");
_Static_assert(offsetof(ast_switch_case, consequent) == 16, "layout");
_Static_assert(sizeof(ast_switch_case) == 24, "layout");
static inline ast_switch_case *
ast_new_switch_case(arena *a, uint32_t start, uint32_t end)
{
    ast_switch_case *n = (ast_switch_case *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_switch_case){.tag = AST_SWITCH_CASE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_variable_declarator {
    uint16_t tag;
    bool definite;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* BindingPattern */
    arena_ref init; /* Expression? */
    uint8_t pad20[4];
} ast_variable_declarator;
_Static_assert(offsetof(ast_variable_declarator, definite) == 2, "layout");
_Static_assert(offsetof(ast_variable_declarator, id) == 12, "layout");
_Static_assert(offsetof(ast_variable_declarator, init) == 16, "layout");
_Static_assert(sizeof(ast_variable_declarator) == 24, "layout");
static inline ast_variable_declarator *
ast_new_variable_declarator(arena *a, uint32_t start, uint32_t end)
{
    ast_variable_declarator *n = (ast_variable_declarator *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_variable_declarator){.tag = AST_VARIABLE_DECLARATOR, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_specifier {
    uint16_t tag;
    uint8_t import_kind; /* import_kind */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref imported; /* ModuleExportName */
    arena_ref local; /* Identifier */
    uint8_t pad20[4];
} ast_import_specifier;
_Static_assert(offsetof(ast_import_specifier, import_kind) == 2, "layout");
_Static_assert(offsetof(ast_import_specifier, imported) == 12, "layout");
_Static_assert(offsetof(ast_import_specifier, local) == 16, "layout");
_Static_assert(sizeof(ast_import_specifier) == 24, "layout");
static inline ast_import_specifier *
ast_new_import_specifier(arena *a, uint32_t start, uint32_t end)
{
    ast_import_specifier *n = (ast_import_specifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_specifier){.tag = AST_IMPORT_SPECIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_default_specifier {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref local; /* Identifier */
} ast_import_default_specifier;
_Static_assert(offsetof(ast_import_default_specifier, local) == 12, "layout");
_Static_assert(sizeof(ast_import_default_specifier) == 16, "layout");
static inline ast_import_default_specifier *
ast_new_import_default_specifier(arena *a, uint32_t start, uint32_t end)
{
    ast_import_default_specifier *n = (ast_import_default_specifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_default_specifier){.tag = AST_IMPORT_DEFAULT_SPECIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_namespace_specifier {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref local; /* Identifier */
} ast_import_namespace_specifier;
_Static_assert(offsetof(ast_import_namespace_specifier, local) == 12, "layout");
_Static_assert(sizeof(ast_import_namespace_specifier) == 16, "layout");
static inline ast_import_namespace_specifier *
ast_new_import_namespace_specifier(arena *a, uint32_t start, uint32_t end)
{
    ast_import_namespace_specifier *n = (ast_import_namespace_specifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_namespace_specifier){.tag = AST_IMPORT_NAMESPACE_SPECIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_import_attribute {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref key; /* ModuleExportName */
    arena_ref value; /* StringLiteral */
    uint8_t pad20[4];
} ast_import_attribute;
_Static_assert(offsetof(ast_import_attribute, key) == 12, "layout");
_Static_assert(offsetof(ast_import_attribute, value) == 16, "layout");
_Static_assert(sizeof(ast_import_attribute) == 24, "layout");
static inline ast_import_attribute *
ast_new_import_attribute(arena *a, uint32_t start, uint32_t end)
{
    ast_import_attribute *n = (ast_import_attribute *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_import_attribute){.tag = AST_IMPORT_ATTRIBUTE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_export_specifier {
    uint16_t tag;
    uint8_t export_kind; /* import_kind */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref local; /* ModuleExportName */
    arena_ref exported; /* ModuleExportName */
    uint8_t pad20[4];
} ast_export_specifier;
_Static_assert(offsetof(ast_export_specifier, export_kind) == 2, "layout");
_Static_assert(offsetof(ast_export_specifier, local) == 12, "layout");
_Static_assert(offsetof(ast_export_specifier, exported) == 16, "layout");
_Static_assert(sizeof(ast_export_specifier) == 24, "layout");
static inline ast_export_specifier *
ast_new_export_specifier(arena *a, uint32_t start, uint32_t end)
{
    ast_export_specifier *n = (ast_export_specifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_export_specifier){.tag = AST_EXPORT_SPECIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_class_body {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list body; /* ClassElement* */
    uint8_t pad20[4];
} ast_class_body;
_Static_assert(offsetof(ast_class_body, body) == 12, "layout");
_Static_assert(sizeof(ast_class_body) == 24, "layout");
static inline ast_class_body *
ast_new_class_body(arena *a, uint32_t start, uint32_t end)
{
    ast_class_body *n = (ast_class_body *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_class_body){.tag = AST_CLASS_BODY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_method_definition {
    uint16_t tag;
    uint8_t kind; /* method_kind */
    uint8_t accessibility; /* accessibility? */
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* MethodFunction */
    ast_list decorators; /* Decorator* */
    bool computed;
    bool static_;
    bool override;
    bool optional;
} ast_method_definition;
_Static_assert(offsetof(ast_method_definition, kind) == 2, "layout");
_Static_assert(offsetof(ast_method_definition, accessibility) == 3, "layout");
_Static_assert(offsetof(ast_method_definition, key) == 12, "layout");
_Static_assert(offsetof(ast_method_definition, value) == 16, "layout");
_Static_assert(offsetof(ast_method_definition, decorators) == 20, "layout");
_Static_assert(offsetof(ast_method_definition, computed) == 28, "layout");
_Static_assert(offsetof(ast_method_definition, static_) == 29, "layout");
_Static_assert(offsetof(ast_method_definition, override) == 30, "layout");
_Static_assert(offsetof(ast_method_definition, optional) == 31, "layout");
_Static_assert(sizeof(ast_method_definition) == 32, "layout");
static inline ast_method_definition *
ast_new_method_definition(arena *a, uint32_t start, uint32_t end)
{
    ast_method_definition *n = (ast_method_definition *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_method_definition){.tag = AST_METHOD_DEFINITION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_abstract_method_definition {
    uint16_t tag;
    uint8_t kind; /* method_kind */
    uint8_t accessibility; /* accessibility? */
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* MethodFunction */
    ast_list decorators; /* Decorator* */
    bool computed;
    bool static_;
    bool override;
    bool optional;
} ast_ts_abstract_method_definition;
_Static_assert(offsetof(ast_ts_abstract_method_definition, kind) == 2, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, accessibility) == 3, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, value) == 16, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, decorators) == 20, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, computed) == 28, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, static_) == 29, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, override) == 30, "layout");
_Static_assert(offsetof(ast_ts_abstract_method_definition, optional) == 31, "layout");
_Static_assert(sizeof(ast_ts_abstract_method_definition) == 32, "layout");
static inline ast_ts_abstract_method_definition *
ast_new_ts_abstract_method_definition(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_abstract_method_definition *n = (ast_ts_abstract_method_definition *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_abstract_method_definition){.tag = AST_TS_ABSTRACT_METHOD_DEFINITION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_property_definition {
    uint16_t tag;
    uint8_t accessibility; /* accessibility? */
    bool computed;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* Expression? */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    ast_list decorators; /* Decorator* */
    bool static_;
    bool declare;
    bool override;
    bool optional;
    bool definite;
    bool readonly;
    uint8_t pad38[2];
} ast_property_definition;
_Static_assert(offsetof(ast_property_definition, accessibility) == 2, "layout");
_Static_assert(offsetof(ast_property_definition, computed) == 3, "layout");
_Static_assert(offsetof(ast_property_definition, key) == 12, "layout");
_Static_assert(offsetof(ast_property_definition, value) == 16, "layout");
_Static_assert(offsetof(ast_property_definition, type_annotation) == 20, "layout");
_Static_assert(offsetof(ast_property_definition, decorators) == 24, "layout");
_Static_assert(offsetof(ast_property_definition, static_) == 32, "layout");
_Static_assert(offsetof(ast_property_definition, declare) == 33, "layout");
_Static_assert(offsetof(ast_property_definition, override) == 34, "layout");
_Static_assert(offsetof(ast_property_definition, optional) == 35, "layout");
_Static_assert(offsetof(ast_property_definition, definite) == 36, "layout");
_Static_assert(offsetof(ast_property_definition, readonly) == 37, "layout");
_Static_assert(sizeof(ast_property_definition) == 40, "layout");
static inline ast_property_definition *
ast_new_property_definition(arena *a, uint32_t start, uint32_t end)
{
    ast_property_definition *n = (ast_property_definition *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_property_definition){.tag = AST_PROPERTY_DEFINITION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_abstract_property_definition {
    uint16_t tag;
    uint8_t accessibility; /* accessibility? */
    bool computed;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* Expression? */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    ast_list decorators; /* Decorator* */
    bool static_;
    bool declare;
    bool override;
    bool optional;
    bool definite;
    bool readonly;
    uint8_t pad38[2];
} ast_ts_abstract_property_definition;
_Static_assert(offsetof(ast_ts_abstract_property_definition, accessibility) == 2, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, computed) == 3, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, value) == 16, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, type_annotation) == 20, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, decorators) == 24, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, static_) == 32, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, declare) == 33, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, override) == 34, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, optional) == 35, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, definite) == 36, "layout");
_Static_assert(offsetof(ast_ts_abstract_property_definition, readonly) == 37, "layout");
_Static_assert(sizeof(ast_ts_abstract_property_definition) == 40, "layout");
static inline ast_ts_abstract_property_definition *
ast_new_ts_abstract_property_definition(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_abstract_property_definition *n = (ast_ts_abstract_property_definition *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_abstract_property_definition){.tag = AST_TS_ABSTRACT_PROPERTY_DEFINITION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_accessor_property {
    uint16_t tag;
    uint8_t accessibility; /* accessibility? */
    bool computed;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* Expression? */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    ast_list decorators; /* Decorator* */
    bool static_;
    bool declare;
    bool override;
    bool optional;
    bool definite;
    bool readonly;
    uint8_t pad38[2];
} ast_accessor_property;
_Static_assert(offsetof(ast_accessor_property, accessibility) == 2, "layout");
_Static_assert(offsetof(ast_accessor_property, computed) == 3, "layout");
_Static_assert(offsetof(ast_accessor_property, key) == 12, "layout");
_Static_assert(offsetof(ast_accessor_property, value) == 16, "layout");
_Static_assert(offsetof(ast_accessor_property, type_annotation) == 20, "layout");
_Static_assert(offsetof(ast_accessor_property, decorators) == 24, "layout");
_Static_assert(offsetof(ast_accessor_property, static_) == 32, "layout");
_Static_assert(offsetof(ast_accessor_property, declare) == 33, "layout");
_Static_assert(offsetof(ast_accessor_property, override) == 34, "layout");
_Static_assert(offsetof(ast_accessor_property, optional) == 35, "layout");
_Static_assert(offsetof(ast_accessor_property, definite) == 36, "layout");
_Static_assert(offsetof(ast_accessor_property, readonly) == 37, "layout");
_Static_assert(sizeof(ast_accessor_property) == 40, "layout");
static inline ast_accessor_property *
ast_new_accessor_property(arena *a, uint32_t start, uint32_t end)
{
    ast_accessor_property *n = (ast_accessor_property *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_accessor_property){.tag = AST_ACCESSOR_PROPERTY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_abstract_accessor_property {
    uint16_t tag;
    uint8_t accessibility; /* accessibility? */
    bool computed;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref value; /* Expression? */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    ast_list decorators; /* Decorator* */
    bool static_;
    bool declare;
    bool override;
    bool optional;
    bool definite;
    bool readonly;
    uint8_t pad38[2];
} ast_ts_abstract_accessor_property;
_Static_assert(offsetof(ast_ts_abstract_accessor_property, accessibility) == 2, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, computed) == 3, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, value) == 16, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, type_annotation) == 20, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, decorators) == 24, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, static_) == 32, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, declare) == 33, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, override) == 34, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, optional) == 35, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, definite) == 36, "layout");
_Static_assert(offsetof(ast_ts_abstract_accessor_property, readonly) == 37, "layout");
_Static_assert(sizeof(ast_ts_abstract_accessor_property) == 40, "layout");
static inline ast_ts_abstract_accessor_property *
ast_new_ts_abstract_accessor_property(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_abstract_accessor_property *n = (ast_ts_abstract_accessor_property *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_abstract_accessor_property){.tag = AST_TS_ABSTRACT_ACCESSOR_PROPERTY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_static_block {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list body; /* Statement* */
    uint8_t pad20[4];
} ast_static_block;
_Static_assert(offsetof(ast_static_block, body) == 12, "layout");
_Static_assert(sizeof(ast_static_block) == 24, "layout");
static inline ast_static_block *
ast_new_static_block(arena *a, uint32_t start, uint32_t end)
{
    ast_static_block *n = (ast_static_block *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_static_block){.tag = AST_STATIC_BLOCK, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_class_implements {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad20[4];
} ast_ts_class_implements;
_Static_assert(offsetof(ast_ts_class_implements, expression) == 12, "layout");
_Static_assert(offsetof(ast_ts_class_implements, type_arguments) == 16, "layout");
_Static_assert(sizeof(ast_ts_class_implements) == 24, "layout");
static inline ast_ts_class_implements *
ast_new_ts_class_implements(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_class_implements *n = (ast_ts_class_implements *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_class_implements){.tag = AST_TS_CLASS_IMPLEMENTS, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_opening_element {
    uint16_t tag;
    bool self_closing;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref name; /* JSXElementName */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    ast_list attributes; /* JSXAttributeItem* */
    uint8_t pad28[4];
} ast_jsx_opening_element;
_Static_assert(offsetof(ast_jsx_opening_element, self_closing) == 2, "layout");
_Static_assert(offsetof(ast_jsx_opening_element, name) == 12, "layout");
_Static_assert(offsetof(ast_jsx_opening_element, type_arguments) == 16, "layout");
_Static_assert(offsetof(ast_jsx_opening_element, attributes) == 20, "layout");
_Static_assert(sizeof(ast_jsx_opening_element) == 32, "layout");
static inline ast_jsx_opening_element *
ast_new_jsx_opening_element(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_opening_element *n = (ast_jsx_opening_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_opening_element){.tag = AST_JSX_OPENING_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_closing_element {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref name; /* JSXElementName */
} ast_jsx_closing_element;
_Static_assert(offsetof(ast_jsx_closing_element, name) == 12, "layout");
_Static_assert(sizeof(ast_jsx_closing_element) == 16, "layout");
static inline ast_jsx_closing_element *
ast_new_jsx_closing_element(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_closing_element *n = (ast_jsx_closing_element *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_closing_element){.tag = AST_JSX_CLOSING_ELEMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_opening_fragment {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_jsx_opening_fragment;
_Static_assert(sizeof(ast_jsx_opening_fragment) == 16, "layout");
static inline ast_jsx_opening_fragment *
ast_new_jsx_opening_fragment(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_opening_fragment *n = (ast_jsx_opening_fragment *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_opening_fragment){.tag = AST_JSX_OPENING_FRAGMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_closing_fragment {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_jsx_closing_fragment;
_Static_assert(sizeof(ast_jsx_closing_fragment) == 16, "layout");
static inline ast_jsx_closing_fragment *
ast_new_jsx_closing_fragment(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_closing_fragment *n = (ast_jsx_closing_fragment *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_closing_fragment){.tag = AST_JSX_CLOSING_FRAGMENT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_identifier {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text name; /* text */
    uint8_t pad20[4];
} ast_jsx_identifier;
_Static_assert(offsetof(ast_jsx_identifier, name) == 12, "layout");
_Static_assert(sizeof(ast_jsx_identifier) == 24, "layout");
static inline ast_jsx_identifier *
ast_new_jsx_identifier(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_identifier *n = (ast_jsx_identifier *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_identifier){.tag = AST_JSX_IDENTIFIER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_namespaced_name {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref namespace; /* JSXIdentifier */
    arena_ref name; /* JSXIdentifier */
    uint8_t pad20[4];
} ast_jsx_namespaced_name;
_Static_assert(offsetof(ast_jsx_namespaced_name, namespace) == 12, "layout");
_Static_assert(offsetof(ast_jsx_namespaced_name, name) == 16, "layout");
_Static_assert(sizeof(ast_jsx_namespaced_name) == 24, "layout");
static inline ast_jsx_namespaced_name *
ast_new_jsx_namespaced_name(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_namespaced_name *n = (ast_jsx_namespaced_name *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_namespaced_name){.tag = AST_JSX_NAMESPACED_NAME, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_member_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref object; /* JSXElementName */
    arena_ref property; /* JSXIdentifier */
    uint8_t pad20[4];
} ast_jsx_member_expression;
_Static_assert(offsetof(ast_jsx_member_expression, object) == 12, "layout");
_Static_assert(offsetof(ast_jsx_member_expression, property) == 16, "layout");
_Static_assert(sizeof(ast_jsx_member_expression) == 24, "layout");
static inline ast_jsx_member_expression *
ast_new_jsx_member_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_member_expression *n = (ast_jsx_member_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_member_expression){.tag = AST_JSX_MEMBER_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_attribute {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref name; /* JSXAttributeName */
    arena_ref value; /* JSXAttributeValue? */
    uint8_t pad20[4];
} ast_jsx_attribute;
_Static_assert(offsetof(ast_jsx_attribute, name) == 12, "layout");
_Static_assert(offsetof(ast_jsx_attribute, value) == 16, "layout");
_Static_assert(sizeof(ast_jsx_attribute) == 24, "layout");
static inline ast_jsx_attribute *
ast_new_jsx_attribute(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_attribute *n = (ast_jsx_attribute *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_attribute){.tag = AST_JSX_ATTRIBUTE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_spread_attribute {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref argument; /* Expression */
} ast_jsx_spread_attribute;
_Static_assert(offsetof(ast_jsx_spread_attribute, argument) == 12, "layout");
_Static_assert(sizeof(ast_jsx_spread_attribute) == 16, "layout");
static inline ast_jsx_spread_attribute *
ast_new_jsx_spread_attribute(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_spread_attribute *n = (ast_jsx_spread_attribute *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_spread_attribute){.tag = AST_JSX_SPREAD_ATTRIBUTE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_text {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_text value; /* text */
    arena_text raw; /* text? */
    uint8_t pad28[4];
} ast_jsx_text;
_Static_assert(offsetof(ast_jsx_text, value) == 12, "layout");
_Static_assert(offsetof(ast_jsx_text, raw) == 20, "layout");
_Static_assert(sizeof(ast_jsx_text) == 32, "layout");
static inline ast_jsx_text *
ast_new_jsx_text(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_text *n = (ast_jsx_text *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_text){.tag = AST_JSX_TEXT, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_expression_container {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* JSXExpression */
} ast_jsx_expression_container;
_Static_assert(offsetof(ast_jsx_expression_container, expression) == 12, "layout");
_Static_assert(sizeof(ast_jsx_expression_container) == 16, "layout");
static inline ast_jsx_expression_container *
ast_new_jsx_expression_container(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_expression_container *n = (ast_jsx_expression_container *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_expression_container){.tag = AST_JSX_EXPRESSION_CONTAINER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_empty_expression {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_jsx_empty_expression;
_Static_assert(sizeof(ast_jsx_empty_expression) == 16, "layout");
static inline ast_jsx_empty_expression *
ast_new_jsx_empty_expression(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_empty_expression *n = (ast_jsx_empty_expression *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_empty_expression){.tag = AST_JSX_EMPTY_EXPRESSION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_jsx_spread_child {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
} ast_jsx_spread_child;
_Static_assert(offsetof(ast_jsx_spread_child, expression) == 12, "layout");
_Static_assert(sizeof(ast_jsx_spread_child) == 16, "layout");
static inline ast_jsx_spread_child *
ast_new_jsx_spread_child(arena *a, uint32_t start, uint32_t end)
{
    ast_jsx_spread_child *n = (ast_jsx_spread_child *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_jsx_spread_child){.tag = AST_JSX_SPREAD_CHILD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_any_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_any_keyword;
_Static_assert(sizeof(ast_ts_any_keyword) == 16, "layout");
static inline ast_ts_any_keyword *
ast_new_ts_any_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_any_keyword *n = (ast_ts_any_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_any_keyword){.tag = AST_TS_ANY_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_bigint_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_bigint_keyword;
_Static_assert(sizeof(ast_ts_bigint_keyword) == 16, "layout");
static inline ast_ts_bigint_keyword *
ast_new_ts_bigint_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_bigint_keyword *n = (ast_ts_bigint_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_bigint_keyword){.tag = AST_TS_BIGINT_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_boolean_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_boolean_keyword;
_Static_assert(sizeof(ast_ts_boolean_keyword) == 16, "layout");
static inline ast_ts_boolean_keyword *
ast_new_ts_boolean_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_boolean_keyword *n = (ast_ts_boolean_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_boolean_keyword){.tag = AST_TS_BOOLEAN_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_intrinsic_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_intrinsic_keyword;
_Static_assert(sizeof(ast_ts_intrinsic_keyword) == 16, "layout");
static inline ast_ts_intrinsic_keyword *
ast_new_ts_intrinsic_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_intrinsic_keyword *n = (ast_ts_intrinsic_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_intrinsic_keyword){.tag = AST_TS_INTRINSIC_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_never_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_never_keyword;
_Static_assert(sizeof(ast_ts_never_keyword) == 16, "layout");
static inline ast_ts_never_keyword *
ast_new_ts_never_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_never_keyword *n = (ast_ts_never_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_never_keyword){.tag = AST_TS_NEVER_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_null_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_null_keyword;
_Static_assert(sizeof(ast_ts_null_keyword) == 16, "layout");
static inline ast_ts_null_keyword *
ast_new_ts_null_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_null_keyword *n = (ast_ts_null_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_null_keyword){.tag = AST_TS_NULL_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_number_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_number_keyword;
_Static_assert(sizeof(ast_ts_number_keyword) == 16, "layout");
static inline ast_ts_number_keyword *
ast_new_ts_number_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_number_keyword *n = (ast_ts_number_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_number_keyword){.tag = AST_TS_NUMBER_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_object_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_object_keyword;
_Static_assert(sizeof(ast_ts_object_keyword) == 16, "layout");
static inline ast_ts_object_keyword *
ast_new_ts_object_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_object_keyword *n = (ast_ts_object_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_object_keyword){.tag = AST_TS_OBJECT_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_string_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_string_keyword;
_Static_assert(sizeof(ast_ts_string_keyword) == 16, "layout");
static inline ast_ts_string_keyword *
ast_new_ts_string_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_string_keyword *n = (ast_ts_string_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_string_keyword){.tag = AST_TS_STRING_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_symbol_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_symbol_keyword;
_Static_assert(sizeof(ast_ts_symbol_keyword) == 16, "layout");
static inline ast_ts_symbol_keyword *
ast_new_ts_symbol_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_symbol_keyword *n = (ast_ts_symbol_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_symbol_keyword){.tag = AST_TS_SYMBOL_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_undefined_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_undefined_keyword;
_Static_assert(sizeof(ast_ts_undefined_keyword) == 16, "layout");
static inline ast_ts_undefined_keyword *
ast_new_ts_undefined_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_undefined_keyword *n = (ast_ts_undefined_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_undefined_keyword){.tag = AST_TS_UNDEFINED_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_unknown_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_unknown_keyword;
_Static_assert(sizeof(ast_ts_unknown_keyword) == 16, "layout");
static inline ast_ts_unknown_keyword *
ast_new_ts_unknown_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_unknown_keyword *n = (ast_ts_unknown_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_unknown_keyword){.tag = AST_TS_UNKNOWN_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_void_keyword {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_void_keyword;
_Static_assert(sizeof(ast_ts_void_keyword) == 16, "layout");
static inline ast_ts_void_keyword *
ast_new_ts_void_keyword(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_void_keyword *n = (ast_ts_void_keyword *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_void_keyword){.tag = AST_TS_VOID_KEYWORD, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_this_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    uint8_t pad12[4];
} ast_ts_this_type;
_Static_assert(sizeof(ast_ts_this_type) == 16, "layout");
static inline ast_ts_this_type *
ast_new_ts_this_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_this_type *n = (ast_ts_this_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_this_type){.tag = AST_TS_THIS_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_reference {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_name; /* TSEntityName */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad20[4];
} ast_ts_type_reference;
_Static_assert(offsetof(ast_ts_type_reference, type_name) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_reference, type_arguments) == 16, "layout");
_Static_assert(sizeof(ast_ts_type_reference) == 24, "layout");
static inline ast_ts_type_reference *
ast_new_ts_type_reference(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_reference *n = (ast_ts_type_reference *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_reference){.tag = AST_TS_TYPE_REFERENCE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_array_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref element_type; /* TSType */
} ast_ts_array_type;
_Static_assert(offsetof(ast_ts_array_type, element_type) == 12, "layout");
_Static_assert(sizeof(ast_ts_array_type) == 16, "layout");
static inline ast_ts_array_type *
ast_new_ts_array_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_array_type *n = (ast_ts_array_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_array_type){.tag = AST_TS_ARRAY_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_union_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list types; /* TSType* */
    uint8_t pad20[4];
} ast_ts_union_type;
_Static_assert(offsetof(ast_ts_union_type, types) == 12, "layout");
_Static_assert(sizeof(ast_ts_union_type) == 24, "layout");
static inline ast_ts_union_type *
ast_new_ts_union_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_union_type *n = (ast_ts_union_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_union_type){.tag = AST_TS_UNION_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_intersection_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list types; /* TSType* */
    uint8_t pad20[4];
} ast_ts_intersection_type;
_Static_assert(offsetof(ast_ts_intersection_type, types) == 12, "layout");
_Static_assert(sizeof(ast_ts_intersection_type) == 24, "layout");
static inline ast_ts_intersection_type *
ast_new_ts_intersection_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_intersection_type *n = (ast_ts_intersection_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_intersection_type){.tag = AST_TS_INTERSECTION_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_literal_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref literal; /* TSLiteral */
} ast_ts_literal_type;
_Static_assert(offsetof(ast_ts_literal_type, literal) == 12, "layout");
_Static_assert(sizeof(ast_ts_literal_type) == 16, "layout");
static inline ast_ts_literal_type *
ast_new_ts_literal_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_literal_type *n = (ast_ts_literal_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_literal_type){.tag = AST_TS_LITERAL_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_literal {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list members; /* TSSignature* */
    uint8_t pad20[4];
} ast_ts_type_literal;
_Static_assert(offsetof(ast_ts_type_literal, members) == 12, "layout");
_Static_assert(sizeof(ast_ts_type_literal) == 24, "layout");
static inline ast_ts_type_literal *
ast_new_ts_type_literal(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_literal *n = (ast_ts_type_literal *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_literal){.tag = AST_TS_TYPE_LITERAL, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_function_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref return_type; /* TSTypeAnnotation */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    uint8_t pad28[4];
} ast_ts_function_type;
_Static_assert(offsetof(ast_ts_function_type, return_type) == 12, "layout");
_Static_assert(offsetof(ast_ts_function_type, type_parameters) == 16, "layout");
_Static_assert(offsetof(ast_ts_function_type, params) == 20, "layout");
_Static_assert(sizeof(ast_ts_function_type) == 32, "layout");
static inline ast_ts_function_type *
ast_new_ts_function_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_function_type *n = (ast_ts_function_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_function_type){.tag = AST_TS_FUNCTION_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_constructor_type {
    uint16_t tag;
    bool abstract;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref return_type; /* TSTypeAnnotation */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    uint8_t pad28[4];
} ast_ts_constructor_type;
_Static_assert(offsetof(ast_ts_constructor_type, abstract) == 2, "layout");
_Static_assert(offsetof(ast_ts_constructor_type, return_type) == 12, "layout");
_Static_assert(offsetof(ast_ts_constructor_type, type_parameters) == 16, "layout");
_Static_assert(offsetof(ast_ts_constructor_type, params) == 20, "layout");
_Static_assert(sizeof(ast_ts_constructor_type) == 32, "layout");
static inline ast_ts_constructor_type *
ast_new_ts_constructor_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_constructor_type *n = (ast_ts_constructor_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_constructor_type){.tag = AST_TS_CONSTRUCTOR_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_operator {
    uint16_t tag;
    uint8_t operator; /* ts_operator */
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
} ast_ts_type_operator;
_Static_assert(offsetof(ast_ts_type_operator, operator) == 2, "layout");
_Static_assert(offsetof(ast_ts_type_operator, type_annotation) == 12, "layout");
_Static_assert(sizeof(ast_ts_type_operator) == 16, "layout");
static inline ast_ts_type_operator *
ast_new_ts_type_operator(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_operator *n = (ast_ts_type_operator *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_operator){.tag = AST_TS_TYPE_OPERATOR, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_indexed_access_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref object_type; /* TSType */
    arena_ref index_type; /* TSType */
    uint8_t pad20[4];
} ast_ts_indexed_access_type;
_Static_assert(offsetof(ast_ts_indexed_access_type, object_type) == 12, "layout");
_Static_assert(offsetof(ast_ts_indexed_access_type, index_type) == 16, "layout");
_Static_assert(sizeof(ast_ts_indexed_access_type) == 24, "layout");
static inline ast_ts_indexed_access_type *
ast_new_ts_indexed_access_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_indexed_access_type *n = (ast_ts_indexed_access_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_indexed_access_type){.tag = AST_TS_INDEXED_ACCESS_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_conditional_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref check_type; /* TSType */
    arena_ref extends_type; /* TSType */
    arena_ref true_type; /* TSType */
    arena_ref false_type; /* TSType */
    uint8_t pad28[4];
} ast_ts_conditional_type;
_Static_assert(offsetof(ast_ts_conditional_type, check_type) == 12, "layout");
_Static_assert(offsetof(ast_ts_conditional_type, extends_type) == 16, "layout");
_Static_assert(offsetof(ast_ts_conditional_type, true_type) == 20, "layout");
_Static_assert(offsetof(ast_ts_conditional_type, false_type) == 24, "layout");
_Static_assert(sizeof(ast_ts_conditional_type) == 32, "layout");
static inline ast_ts_conditional_type *
ast_new_ts_conditional_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_conditional_type *n = (ast_ts_conditional_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_conditional_type){.tag = AST_TS_CONDITIONAL_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_infer_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_parameter; /* TSTypeParameter */
} ast_ts_infer_type;
_Static_assert(offsetof(ast_ts_infer_type, type_parameter) == 12, "layout");
_Static_assert(sizeof(ast_ts_infer_type) == 16, "layout");
static inline ast_ts_infer_type *
ast_new_ts_infer_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_infer_type *n = (ast_ts_infer_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_infer_type){.tag = AST_TS_INFER_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_parenthesized_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
} ast_ts_parenthesized_type;
_Static_assert(offsetof(ast_ts_parenthesized_type, type_annotation) == 12, "layout");
_Static_assert(sizeof(ast_ts_parenthesized_type) == 16, "layout");
static inline ast_ts_parenthesized_type *
ast_new_ts_parenthesized_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_parenthesized_type *n = (ast_ts_parenthesized_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_parenthesized_type){.tag = AST_TS_PARENTHESIZED_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_query {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expr_name; /* TSTypeQueryName */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad20[4];
} ast_ts_type_query;
_Static_assert(offsetof(ast_ts_type_query, expr_name) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_query, type_arguments) == 16, "layout");
_Static_assert(sizeof(ast_ts_type_query) == 24, "layout");
static inline ast_ts_type_query *
ast_new_ts_type_query(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_query *n = (ast_ts_type_query *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_query){.tag = AST_TS_TYPE_QUERY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_import_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref source; /* StringLiteral */
    arena_ref options; /* ObjectExpression? */
    arena_ref qualifier; /* TSImportTypeQualifier? */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad28[4];
} ast_ts_import_type;
_Static_assert(offsetof(ast_ts_import_type, source) == 12, "layout");
_Static_assert(offsetof(ast_ts_import_type, options) == 16, "layout");
_Static_assert(offsetof(ast_ts_import_type, qualifier) == 20, "layout");
_Static_assert(offsetof(ast_ts_import_type, type_arguments) == 24, "layout");
_Static_assert(sizeof(ast_ts_import_type) == 32, "layout");
static inline ast_ts_import_type *
ast_new_ts_import_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_import_type *n = (ast_ts_import_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_import_type){.tag = AST_TS_IMPORT_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_mapped_type {
    uint16_t tag;
    uint8_t optional; /* ts_mapped_modifier? */
    uint8_t readonly; /* ts_mapped_modifier? */
    uint32_t start;
    uint32_t end;
    arena_ref key; /* Identifier */
    arena_ref constraint; /* TSType */
    arena_ref name_type; /* TSType? */
    arena_ref type_annotation; /* TSType? */
    uint8_t pad28[4];
} ast_ts_mapped_type;
_Static_assert(offsetof(ast_ts_mapped_type, optional) == 2, "layout");
_Static_assert(offsetof(ast_ts_mapped_type, readonly) == 3, "layout");
_Static_assert(offsetof(ast_ts_mapped_type, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_mapped_type, constraint) == 16, "layout");
_Static_assert(offsetof(ast_ts_mapped_type, name_type) == 20, "layout");
_Static_assert(offsetof(ast_ts_mapped_type, type_annotation) == 24, "layout");
_Static_assert(sizeof(ast_ts_mapped_type) == 32, "layout");
static inline ast_ts_mapped_type *
ast_new_ts_mapped_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_mapped_type *n = (ast_ts_mapped_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_mapped_type){.tag = AST_TS_MAPPED_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_tuple_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list element_types; /* TSType* */
    uint8_t pad20[4];
} ast_ts_tuple_type;
_Static_assert(offsetof(ast_ts_tuple_type, element_types) == 12, "layout");
_Static_assert(sizeof(ast_ts_tuple_type) == 24, "layout");
static inline ast_ts_tuple_type *
ast_new_ts_tuple_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_tuple_type *n = (ast_ts_tuple_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_tuple_type){.tag = AST_TS_TUPLE_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_named_tuple_member {
    uint16_t tag;
    bool optional;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref label; /* Identifier */
    arena_ref element_type; /* TSType */
    uint8_t pad20[4];
} ast_ts_named_tuple_member;
_Static_assert(offsetof(ast_ts_named_tuple_member, optional) == 2, "layout");
_Static_assert(offsetof(ast_ts_named_tuple_member, label) == 12, "layout");
_Static_assert(offsetof(ast_ts_named_tuple_member, element_type) == 16, "layout");
_Static_assert(sizeof(ast_ts_named_tuple_member) == 24, "layout");
static inline ast_ts_named_tuple_member *
ast_new_ts_named_tuple_member(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_named_tuple_member *n = (ast_ts_named_tuple_member *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_named_tuple_member){.tag = AST_TS_NAMED_TUPLE_MEMBER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_optional_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
} ast_ts_optional_type;
_Static_assert(offsetof(ast_ts_optional_type, type_annotation) == 12, "layout");
_Static_assert(sizeof(ast_ts_optional_type) == 16, "layout");
static inline ast_ts_optional_type *
ast_new_ts_optional_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_optional_type *n = (ast_ts_optional_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_optional_type){.tag = AST_TS_OPTIONAL_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_rest_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
} ast_ts_rest_type;
_Static_assert(offsetof(ast_ts_rest_type, type_annotation) == 12, "layout");
_Static_assert(sizeof(ast_ts_rest_type) == 16, "layout");
static inline ast_ts_rest_type *
ast_new_ts_rest_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_rest_type *n = (ast_ts_rest_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_rest_type){.tag = AST_TS_REST_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_template_literal_type {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list quasis; /* TemplateElement* */
    ast_list types; /* TSType* */
    uint8_t pad28[4];
} ast_ts_template_literal_type;
_Static_assert(offsetof(ast_ts_template_literal_type, quasis) == 12, "layout");
_Static_assert(offsetof(ast_ts_template_literal_type, types) == 20, "layout");
_Static_assert(sizeof(ast_ts_template_literal_type) == 32, "layout");
static inline ast_ts_template_literal_type *
ast_new_ts_template_literal_type(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_template_literal_type *n = (ast_ts_template_literal_type *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_template_literal_type){.tag = AST_TS_TEMPLATE_LITERAL_TYPE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_predicate {
    uint16_t tag;
    bool asserts;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref parameter_name; /* TSTypePredicateName */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    uint8_t pad20[4];
} ast_ts_type_predicate;
_Static_assert(offsetof(ast_ts_type_predicate, asserts) == 2, "layout");
_Static_assert(offsetof(ast_ts_type_predicate, parameter_name) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_predicate, type_annotation) == 16, "layout");
_Static_assert(sizeof(ast_ts_type_predicate) == 24, "layout");
static inline ast_ts_type_predicate *
ast_new_ts_type_predicate(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_predicate *n = (ast_ts_type_predicate *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_predicate){.tag = AST_TS_TYPE_PREDICATE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_property_signature {
    uint16_t tag;
    bool computed;
    bool optional;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref type_annotation; /* TSTypeAnnotation? */
    bool readonly;
    uint8_t pad21[3];
} ast_ts_property_signature;
_Static_assert(offsetof(ast_ts_property_signature, computed) == 2, "layout");
_Static_assert(offsetof(ast_ts_property_signature, optional) == 3, "layout");
_Static_assert(offsetof(ast_ts_property_signature, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_property_signature, type_annotation) == 16, "layout");
_Static_assert(offsetof(ast_ts_property_signature, readonly) == 20, "layout");
_Static_assert(sizeof(ast_ts_property_signature) == 24, "layout");
static inline ast_ts_property_signature *
ast_new_ts_property_signature(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_property_signature *n = (ast_ts_property_signature *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_property_signature){.tag = AST_TS_PROPERTY_SIGNATURE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_method_signature {
    uint16_t tag;
    uint8_t kind; /* ts_method_kind */
    bool computed;
    uint32_t start;
    uint32_t end;
    arena_ref key; /* PropertyKey */
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    bool optional;
    uint8_t pad33[7];
} ast_ts_method_signature;
_Static_assert(offsetof(ast_ts_method_signature, kind) == 2, "layout");
_Static_assert(offsetof(ast_ts_method_signature, computed) == 3, "layout");
_Static_assert(offsetof(ast_ts_method_signature, key) == 12, "layout");
_Static_assert(offsetof(ast_ts_method_signature, type_parameters) == 16, "layout");
_Static_assert(offsetof(ast_ts_method_signature, params) == 20, "layout");
_Static_assert(offsetof(ast_ts_method_signature, return_type) == 28, "layout");
_Static_assert(offsetof(ast_ts_method_signature, optional) == 32, "layout");
_Static_assert(sizeof(ast_ts_method_signature) == 40, "layout");
static inline ast_ts_method_signature *
ast_new_ts_method_signature(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_method_signature *n = (ast_ts_method_signature *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_method_signature){.tag = AST_TS_METHOD_SIGNATURE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_index_signature {
    uint16_t tag;
    bool readonly;
    bool static_;
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSTypeAnnotation */
    ast_list parameters; /* Identifier* */
} ast_ts_index_signature;
_Static_assert(offsetof(ast_ts_index_signature, readonly) == 2, "layout");
_Static_assert(offsetof(ast_ts_index_signature, static_) == 3, "layout");
_Static_assert(offsetof(ast_ts_index_signature, type_annotation) == 12, "layout");
_Static_assert(offsetof(ast_ts_index_signature, parameters) == 16, "layout");
_Static_assert(sizeof(ast_ts_index_signature) == 24, "layout");
static inline ast_ts_index_signature *
ast_new_ts_index_signature(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_index_signature *n = (ast_ts_index_signature *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_index_signature){.tag = AST_TS_INDEX_SIGNATURE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_call_signature_declaration {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    uint8_t pad28[4];
} ast_ts_call_signature_declaration;
_Static_assert(offsetof(ast_ts_call_signature_declaration, type_parameters) == 12, "layout");
_Static_assert(offsetof(ast_ts_call_signature_declaration, params) == 16, "layout");
_Static_assert(offsetof(ast_ts_call_signature_declaration, return_type) == 24, "layout");
_Static_assert(sizeof(ast_ts_call_signature_declaration) == 32, "layout");
static inline ast_ts_call_signature_declaration *
ast_new_ts_call_signature_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_call_signature_declaration *n = (ast_ts_call_signature_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_call_signature_declaration){.tag = AST_TS_CALL_SIGNATURE_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_construct_signature_declaration {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_parameters; /* TSTypeParameterDeclaration? */
    ast_list params; /* Parameter* */
    arena_ref return_type; /* TSTypeAnnotation? */
    uint8_t pad28[4];
} ast_ts_construct_signature_declaration;
_Static_assert(offsetof(ast_ts_construct_signature_declaration, type_parameters) == 12, "layout");
_Static_assert(offsetof(ast_ts_construct_signature_declaration, params) == 16, "layout");
_Static_assert(offsetof(ast_ts_construct_signature_declaration, return_type) == 24, "layout");
_Static_assert(sizeof(ast_ts_construct_signature_declaration) == 32, "layout");
static inline ast_ts_construct_signature_declaration *
ast_new_ts_construct_signature_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_construct_signature_declaration *n = (ast_ts_construct_signature_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_construct_signature_declaration){.tag = AST_TS_CONSTRUCT_SIGNATURE_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_qualified_name {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref left; /* TSEntityName */
    arena_ref right; /* Identifier */
    uint8_t pad20[4];
} ast_ts_qualified_name;
_Static_assert(offsetof(ast_ts_qualified_name, left) == 12, "layout");
_Static_assert(offsetof(ast_ts_qualified_name, right) == 16, "layout");
_Static_assert(sizeof(ast_ts_qualified_name) == 24, "layout");
static inline ast_ts_qualified_name *
ast_new_ts_qualified_name(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_qualified_name *n = (ast_ts_qualified_name *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_qualified_name){.tag = AST_TS_QUALIFIED_NAME, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_annotation {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref type_annotation; /* TSType */
} ast_ts_type_annotation;
_Static_assert(offsetof(ast_ts_type_annotation, type_annotation) == 12, "layout");
_Static_assert(sizeof(ast_ts_type_annotation) == 16, "layout");
static inline ast_ts_type_annotation *
ast_new_ts_type_annotation(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_annotation *n = (ast_ts_type_annotation *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_annotation){.tag = AST_TS_TYPE_ANNOTATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_parameter_instantiation {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list params; /* TSType* */
    uint8_t pad20[4];
} ast_ts_type_parameter_instantiation;
_Static_assert(offsetof(ast_ts_type_parameter_instantiation, params) == 12, "layout");
_Static_assert(sizeof(ast_ts_type_parameter_instantiation) == 24, "layout");
static inline ast_ts_type_parameter_instantiation *
ast_new_ts_type_parameter_instantiation(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_parameter_instantiation *n = (ast_ts_type_parameter_instantiation *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_parameter_instantiation){.tag = AST_TS_TYPE_PARAMETER_INSTANTIATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_parameter_declaration {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list params; /* TSTypeParameter* */
    uint8_t pad20[4];
} ast_ts_type_parameter_declaration;
_Static_assert(offsetof(ast_ts_type_parameter_declaration, params) == 12, "layout");
_Static_assert(sizeof(ast_ts_type_parameter_declaration) == 24, "layout");
static inline ast_ts_type_parameter_declaration *
ast_new_ts_type_parameter_declaration(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_parameter_declaration *n = (ast_ts_type_parameter_declaration *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_parameter_declaration){.tag = AST_TS_TYPE_PARAMETER_DECLARATION, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_type_parameter {
    uint16_t tag;
    bool in;
    bool out;
    uint32_t start;
    uint32_t end;
    arena_ref name; /* Identifier */
    arena_ref constraint; /* TSType? */
    arena_ref default_; /* TSType? */
    bool const_;
    uint8_t pad25[7];
} ast_ts_type_parameter;
_Static_assert(offsetof(ast_ts_type_parameter, in) == 2, "layout");
_Static_assert(offsetof(ast_ts_type_parameter, out) == 3, "layout");
_Static_assert(offsetof(ast_ts_type_parameter, name) == 12, "layout");
_Static_assert(offsetof(ast_ts_type_parameter, constraint) == 16, "layout");
_Static_assert(offsetof(ast_ts_type_parameter, default_) == 20, "layout");
_Static_assert(offsetof(ast_ts_type_parameter, const_) == 24, "layout");
_Static_assert(sizeof(ast_ts_type_parameter) == 32, "layout");
static inline ast_ts_type_parameter *
ast_new_ts_type_parameter(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_type_parameter *n = (ast_ts_type_parameter *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_type_parameter){.tag = AST_TS_TYPE_PARAMETER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_interface_body {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list body; /* TSSignature* */
    uint8_t pad20[4];
} ast_ts_interface_body;
_Static_assert(offsetof(ast_ts_interface_body, body) == 12, "layout");
_Static_assert(sizeof(ast_ts_interface_body) == 24, "layout");
static inline ast_ts_interface_body *
ast_new_ts_interface_body(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_interface_body *n = (ast_ts_interface_body *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_interface_body){.tag = AST_TS_INTERFACE_BODY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_interface_heritage {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* Expression */
    arena_ref type_arguments; /* TSTypeParameterInstantiation? */
    uint8_t pad20[4];
} ast_ts_interface_heritage;
_Static_assert(offsetof(ast_ts_interface_heritage, expression) == 12, "layout");
_Static_assert(offsetof(ast_ts_interface_heritage, type_arguments) == 16, "layout");
_Static_assert(sizeof(ast_ts_interface_heritage) == 24, "layout");
static inline ast_ts_interface_heritage *
ast_new_ts_interface_heritage(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_interface_heritage *n = (ast_ts_interface_heritage *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_interface_heritage){.tag = AST_TS_INTERFACE_HERITAGE, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_enum_body {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list members; /* TSEnumMember* */
    uint8_t pad20[4];
} ast_ts_enum_body;
_Static_assert(offsetof(ast_ts_enum_body, members) == 12, "layout");
_Static_assert(sizeof(ast_ts_enum_body) == 24, "layout");
static inline ast_ts_enum_body *
ast_new_ts_enum_body(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_enum_body *n = (ast_ts_enum_body *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_enum_body){.tag = AST_TS_ENUM_BODY, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_enum_member {
    uint16_t tag;
    bool computed;
    uint8_t pad3[1];
    uint32_t start;
    uint32_t end;
    arena_ref id; /* TSEnumMemberName */
    arena_ref initializer; /* Expression? */
    uint8_t pad20[4];
} ast_ts_enum_member;
_Static_assert(offsetof(ast_ts_enum_member, computed) == 2, "layout");
_Static_assert(offsetof(ast_ts_enum_member, id) == 12, "layout");
_Static_assert(offsetof(ast_ts_enum_member, initializer) == 16, "layout");
_Static_assert(sizeof(ast_ts_enum_member) == 24, "layout");
static inline ast_ts_enum_member *
ast_new_ts_enum_member(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_enum_member *n = (ast_ts_enum_member *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_enum_member){.tag = AST_TS_ENUM_MEMBER, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_module_block {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    ast_list body; /* Statement* */
    uint8_t pad20[4];
} ast_ts_module_block;
_Static_assert(offsetof(ast_ts_module_block, body) == 12, "layout");
_Static_assert(sizeof(ast_ts_module_block) == 24, "layout");
static inline ast_ts_module_block *
ast_new_ts_module_block(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_module_block *n = (ast_ts_module_block *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_module_block){.tag = AST_TS_MODULE_BLOCK, .start = start, .end = end};
    }
    return n;
}

typedef struct ast_ts_external_module_reference {
    uint16_t tag;
    uint8_t pad2[2];
    uint32_t start;
    uint32_t end;
    arena_ref expression; /* StringLiteral */
} ast_ts_external_module_reference;
_Static_assert(offsetof(ast_ts_external_module_reference, expression) == 12, "layout");
_Static_assert(sizeof(ast_ts_external_module_reference) == 16, "layout");
static inline ast_ts_external_module_reference *
ast_new_ts_external_module_reference(arena *a, uint32_t start, uint32_t end)
{
    ast_ts_external_module_reference *n = (ast_ts_external_module_reference *)arena_alloc(a, sizeof *n, ARENA_GRANULE);
    if (__builtin_expect(n != NULL, 1)) {
        *n = (ast_ts_external_module_reference){.tag = AST_TS_EXTERNAL_MODULE_REFERENCE, .start = start, .end = end};
    }
    return n;
}

#endif
