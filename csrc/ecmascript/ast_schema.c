/* ast_schema.c - the node types as tables.  Written by tools/gen_ast.py from ast.asdl; do not edit. */
#include "ast_schema.h"

#include "ast.h"

static const char *const words_source_type[] = {
    NULL,
    "\"script\"",
    "\"module\"",
    "\"commonjs\"",
};
static const ast_enum enum_source_type = {3, words_source_type};

static const char *const words_property_kind[] = {
    NULL,
    "\"init\"",
    "\"get\"",
    "\"set\"",
};
static const ast_enum enum_property_kind = {3, words_property_kind};

static const char *const words_import_phase[] = {
    NULL,
    "\"source\"",
    "\"defer\"",
};
static const ast_enum enum_import_phase = {2, words_import_phase};

static const char *const words_unary_operator[] = {
    NULL,
    "\"-\"",
    "\"+\"",
    "\"!\"",
    "\"~\"",
    "\"typeof\"",
    "\"void\"",
    "\"delete\"",
};
static const ast_enum enum_unary_operator = {7, words_unary_operator};

static const char *const words_update_operator[] = {
    NULL,
    "\"++\"",
    "\"--\"",
};
static const ast_enum enum_update_operator = {2, words_update_operator};

static const char *const words_binary_operator[] = {
    NULL,
    "\"|\"",
    "\"^\"",
    "\"&\"",
    "\"==\"",
    "\"!=\"",
    "\"===\"",
    "\"!==\"",
    "\"<\"",
    "\">\"",
    "\"<=\"",
    "\">=\"",
    "\"<<\"",
    "\">>\"",
    "\">>>\"",
    "\"+\"",
    "\"-\"",
    "\"*\"",
    "\"/\"",
    "\"%\"",
    "\"**\"",
    "\"in\"",
    "\"instanceof\"",
};
static const ast_enum enum_binary_operator = {22, words_binary_operator};

static const char *const words_logical_operator[] = {
    NULL,
    "\"\?\?\"",
    "\"||\"",
    "\"&&\"",
};
static const ast_enum enum_logical_operator = {3, words_logical_operator};

static const char *const words_assignment_operator[] = {
    NULL,
    "\"=\"",
    "\"+=\"",
    "\"-=\"",
    "\"*=\"",
    "\"/=\"",
    "\"%=\"",
    "\"**=\"",
    "\"<<=\"",
    "\">>=\"",
    "\">>>=\"",
    "\"&=\"",
    "\"|=\"",
    "\"^=\"",
    "\"&&=\"",
    "\"||=\"",
    "\"\?\?=\"",
};
static const ast_enum enum_assignment_operator = {16, words_assignment_operator};

static const char *const words_accessibility[] = {
    NULL,
    "\"private\"",
    "\"protected\"",
    "\"public\"",
};
static const ast_enum enum_accessibility = {3, words_accessibility};

static const char *const words_variable_kind[] = {
    NULL,
    "\"var\"",
    "\"let\"",
    "\"const\"",
    "\"using\"",
    "\"await using\"",
};
static const ast_enum enum_variable_kind = {5, words_variable_kind};

static const char *const words_import_kind[] = {
    NULL,
    "\"value\"",
    "\"type\"",
};
static const ast_enum enum_import_kind = {2, words_import_kind};

static const char *const words_ts_module_kind[] = {
    NULL,
    "\"module\"",
    "\"namespace\"",
    "\"global\"",
};
static const ast_enum enum_ts_module_kind = {3, words_ts_module_kind};

static const char *const words_method_kind[] = {
    NULL,
    "\"method\"",
    "\"constructor\"",
    "\"get\"",
    "\"set\"",
};
static const ast_enum enum_method_kind = {4, words_method_kind};

static const char *const words_ts_operator[] = {
    NULL,
    "\"keyof\"",
    "\"unique\"",
    "\"readonly\"",
};
static const ast_enum enum_ts_operator = {3, words_ts_operator};

static const char *const words_ts_mapped_modifier[] = {
    NULL,
    "\"true\"",
    "\"+\"",
    "\"-\"",
};
static const ast_enum enum_ts_mapped_modifier = {3, words_ts_mapped_modifier};

static const char *const words_ts_method_kind[] = {
    NULL,
    "\"method\"",
    "\"get\"",
    "\"set\"",
};
static const ast_enum enum_ts_method_kind = {3, words_ts_method_kind};

static const ast_field fields_program[] = {
    {",\"sourceType\":", 14, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_source_type, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
    {",\"hashbang\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_BYTES, 24, NULL, false},
    {",\"commentSpans\":", 16, AST_DIALECT_ANY, AST_FIELD_BYTES, 32, NULL, false},
    {",\"tokenSpans\":", 14, AST_DIALECT_ANY, AST_FIELD_BYTES, 40, NULL, false},
};

static const ast_field fields_hashbang[] = {
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
};

static const ast_field fields_identifier[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"decorators\":[]", 16, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_array_expression[] = {
    {",\"elements\":", 12, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, true},
};

static const ast_field fields_object_expression[] = {
    {",\"properties\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_function_expression[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_TS, AST_FIELD_NODE, 32, NULL, true},
    {",\"async\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"generator\":", 13, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 36, NULL, false},
    {",\"expression\":false", 19, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_empty_body_function_expression[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 32, NULL, true},
    {",\"async\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"generator\":", 13, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 36, NULL, false},
    {",\"expression\":false", 19, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_arrow_function_expression[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 16, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_TS, AST_FIELD_NODE, 28, NULL, true},
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"async\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"id\":null", 10, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"generator\":false", 18, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_class_expression[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"superClass\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
    {",\"superTypeArguments\":", 22, AST_DIALECT_TS, AST_FIELD_NODE, 28, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 32, NULL, false},
    {",\"implements\":", 14, AST_DIALECT_TS, AST_FIELD_LIST, 40, NULL, false},
    {",\"abstract\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_unary_expression[] = {
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_unary_operator, false},
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"prefix\":true", 14, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_update_expression[] = {
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_update_operator, false},
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"prefix\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_binary_expression[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_binary_operator, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_logical_expression[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_logical_operator, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_assignment_expression[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_assignment_operator, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_conditional_expression[] = {
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"consequent\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"alternate\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, false},
};

static const ast_field fields_call_expression[] = {
    {",\"callee\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"arguments\":", 13, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_TS, AST_FIELD_NODE, 24, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_new_expression[] = {
    {",\"callee\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"arguments\":", 13, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_TS, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_member_expression[] = {
    {",\"object\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"property\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_chain_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_sequence_expression[] = {
    {",\"expressions\":", 15, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_parenthesized_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_yield_expression[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"delegate\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_await_expression[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_import_expression[] = {
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"options\":", 11, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"phase\":", 9, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_import_phase, true},
};

static const ast_field fields_meta_property[] = {
    {",\"meta\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"property\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_template_literal[] = {
    {",\"quasis\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
    {",\"expressions\":", 15, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
};

static const ast_field fields_tagged_template_expression[] = {
    {",\"tag\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"quasi\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
};

static const ast_field fields_jsx_element[] = {
    {",\"openingElement\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"children\":", 12, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"closingElement\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_jsx_fragment[] = {
    {",\"openingFragment\":", 19, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"closingFragment\":", 19, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"children\":", 12, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
};

static const ast_field fields_ts_as_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_satisfies_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_type_assertion[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_non_null_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_instantiation_expression[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_string_literal[] = {
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"raw\":", 7, AST_DIALECT_ANY, AST_FIELD_TEXT, 20, NULL, true},
};

static const ast_field fields_numeric_literal[] = {
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NUMBER, 16, NULL, false},
    {",\"raw\":", 7, AST_DIALECT_ANY, AST_FIELD_TEXT, 24, NULL, true},
};

static const ast_field fields_bigint_literal[] = {
    {",\"bigint\":", 10, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"raw\":", 7, AST_DIALECT_ANY, AST_FIELD_TEXT, 20, NULL, true},
};

static const ast_field fields_boolean_literal[] = {
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_null_literal[] = {
    {",\"value\":null", 13, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"raw\":\"null\"", 13, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_regexp_literal[] = {
    {",\"pattern\":", 11, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"flags\":", 9, AST_DIALECT_ANY, AST_FIELD_TEXT, 20, NULL, false},
};

static const ast_field fields_spread_element[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_private_identifier[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
};

static const ast_field fields_template_element[] = {
    {",\"raw\":", 7, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"cooked\":", 10, AST_DIALECT_ANY, AST_FIELD_TEXT, 20, NULL, true},
    {",\"tail\":", 8, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_property[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_property_kind, false},
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"method\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"shorthand\":", 13, AST_DIALECT_ANY, AST_FIELD_BOOL, 20, NULL, false},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 21, NULL, false},
    {",\"optional\":false", 17, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_array_pattern[] = {
    {",\"elements\":", 12, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"decorators\":[]", 16, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_object_pattern[] = {
    {",\"properties\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"decorators\":[]", 16, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_assignment_pattern[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"decorators\":[]", 16, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_rest_element[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 16, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"decorators\":[]", 16, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"value\":null", 13, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_parameter_property[] = {
    {",\"parameter\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_accessibility, true},
    {",\"override\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 24, NULL, false},
    {",\"static\":false", 15, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_decorated_parameter[] = {
    {",\"parameter\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
};

static const ast_field fields_decorator[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_block_statement[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_expression_statement[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"directive\":null", 17, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_directive[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"directive\":", 13, AST_DIALECT_ANY, AST_FIELD_TEXT, 16, NULL, false},
};

static const ast_field fields_if_statement[] = {
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"consequent\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"alternate\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
};

static const ast_field fields_for_statement[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"init\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"update\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_for_in_statement[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, false},
};

static const ast_field fields_for_of_statement[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, false},
    {",\"await\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_while_statement[] = {
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_do_while_statement[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_continue_statement[] = {
    {",\"label\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
};

static const ast_field fields_break_statement[] = {
    {",\"label\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
};

static const ast_field fields_return_statement[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
};

static const ast_field fields_throw_statement[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_try_statement[] = {
    {",\"block\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"handler\":", 11, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"finalizer\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
};

static const ast_field fields_switch_statement[] = {
    {",\"discriminant\":", 16, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"cases\":", 9, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
};

static const ast_field fields_labeled_statement[] = {
    {",\"label\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_with_statement[] = {
    {",\"object\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_variable_declaration[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_variable_kind, false},
    {",\"declarations\":", 16, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_function_declaration[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_TS, AST_FIELD_NODE, 32, NULL, true},
    {",\"async\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"generator\":", 13, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 36, NULL, false},
    {",\"expression\":false", 19, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_declare_function[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 32, NULL, true},
    {",\"async\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"generator\":", 13, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 36, NULL, false},
    {",\"expression\":false", 19, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_class_declaration[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeParameters\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"superClass\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
    {",\"superTypeArguments\":", 22, AST_DIALECT_TS, AST_FIELD_NODE, 28, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 32, NULL, false},
    {",\"implements\":", 14, AST_DIALECT_TS, AST_FIELD_LIST, 40, NULL, false},
    {",\"abstract\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_import_declaration[] = {
    {",\"importKind\":", 14, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"specifiers\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"attributes\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"phase\":", 9, AST_DIALECT_ANY, AST_FIELD_ENUM, 3, &enum_import_phase, true},
};

static const ast_field fields_export_named_declaration[] = {
    {",\"exportKind\":", 14, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"declaration\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"specifiers\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
    {",\"attributes\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 28, NULL, false},
};

static const ast_field fields_export_default_declaration[] = {
    {",\"declaration\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"exportKind\":\"value\"", 21, AST_DIALECT_TS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_export_all_declaration[] = {
    {",\"exportKind\":", 14, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"exported\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"attributes\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
};

static const ast_field fields_ts_type_alias_declaration[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_interface_declaration[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"extends\":", 11, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_enum_declaration[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"const\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_ts_module_declaration[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_ts_module_kind, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
};

static const ast_field fields_ts_import_equals_declaration[] = {
    {",\"importKind\":", 14, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"moduleReference\":", 19, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_export_assignment[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_namespace_export_declaration[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_catch_clause[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"param\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_switch_case[] = {
    {",\"test\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"consequent\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
};

static const ast_field fields_variable_declarator[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"init\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"definite\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_import_specifier[] = {
    {",\"importKind\":", 14, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"imported\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"local\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_import_default_specifier[] = {
    {",\"local\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_import_namespace_specifier[] = {
    {",\"local\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_import_attribute[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_export_specifier[] = {
    {",\"exportKind\":", 14, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_import_kind, false},
    {",\"local\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"exported\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_class_body[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_method_definition[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_method_kind, false},
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_TS, AST_FIELD_ENUM, 3, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 28, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 29, NULL, false},
    {",\"override\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 30, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 31, NULL, false},
};

static const ast_field fields_ts_abstract_method_definition[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_method_kind, false},
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_ANY, AST_FIELD_ENUM, 3, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 28, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 29, NULL, false},
    {",\"override\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 30, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 31, NULL, false},
};

static const ast_field fields_property_definition[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 32, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 33, NULL, false},
    {",\"override\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 34, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 35, NULL, false},
    {",\"definite\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 36, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 37, NULL, false},
};

static const ast_field fields_ts_abstract_property_definition[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 32, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 33, NULL, false},
    {",\"override\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 34, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 35, NULL, false},
    {",\"definite\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 36, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 37, NULL, false},
};

static const ast_field fields_accessor_property[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_TS, AST_FIELD_NODE, 20, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_TS, AST_FIELD_ENUM, 2, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 32, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_TS, AST_FIELD_BOOL, 33, NULL, false},
    {",\"override\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 34, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 35, NULL, false},
    {",\"definite\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 36, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_TS, AST_FIELD_BOOL, 37, NULL, false},
};

static const ast_field fields_ts_abstract_accessor_property[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"decorators\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 24, NULL, false},
    {",\"accessibility\":", 17, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_accessibility, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 32, NULL, false},
    {",\"declare\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 33, NULL, false},
    {",\"override\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 34, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 35, NULL, false},
    {",\"definite\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 36, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 37, NULL, false},
};

static const ast_field fields_static_block[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_class_implements[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_jsx_opening_element[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_TS, AST_FIELD_NODE, 16, NULL, true},
    {",\"attributes\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"selfClosing\":", 15, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_jsx_closing_element[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_jsx_opening_fragment[] = {
    {",\"attributes\":[]", 16, AST_DIALECT_JS, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"selfClosing\":false", 20, AST_DIALECT_JS, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_jsx_identifier[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
};

static const ast_field fields_jsx_namespaced_name[] = {
    {",\"namespace\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_jsx_member_expression[] = {
    {",\"object\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"property\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_jsx_attribute[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_jsx_spread_attribute[] = {
    {",\"argument\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_jsx_text[] = {
    {",\"value\":", 9, AST_DIALECT_ANY, AST_FIELD_TEXT, 12, NULL, false},
    {",\"raw\":", 7, AST_DIALECT_ANY, AST_FIELD_TEXT, 20, NULL, true},
};

static const ast_field fields_jsx_expression_container[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_jsx_spread_child[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_type_reference[] = {
    {",\"typeName\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_ts_array_type[] = {
    {",\"elementType\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_union_type[] = {
    {",\"types\":", 9, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_intersection_type[] = {
    {",\"types\":", 9, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_literal_type[] = {
    {",\"literal\":", 11, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_type_literal[] = {
    {",\"members\":", 11, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_function_type[] = {
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
};

static const ast_field fields_ts_constructor_type[] = {
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"abstract\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_type_operator[] = {
    {",\"operator\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_ts_operator, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_indexed_access_type[] = {
    {",\"objectType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"indexType\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_conditional_type[] = {
    {",\"checkType\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"extendsType\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"trueType\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, false},
    {",\"falseType\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, false},
};

static const ast_field fields_ts_infer_type[] = {
    {",\"typeParameter\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_parenthesized_type[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_type_query[] = {
    {",\"exprName\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_ts_import_type[] = {
    {",\"source\":", 10, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"options\":", 11, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"qualifier\":", 13, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_ts_mapped_type[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"constraint\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"nameType\":", 12, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_ts_mapped_modifier, true},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_ENUM, 3, &enum_ts_mapped_modifier, true},
};

static const ast_field fields_ts_tuple_type[] = {
    {",\"elementTypes\":", 16, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_named_tuple_member[] = {
    {",\"label\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"elementType\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_optional_type[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_rest_type[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_template_literal_type[] = {
    {",\"quasis\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
    {",\"types\":", 9, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
};

static const ast_field fields_ts_type_predicate[] = {
    {",\"parameterName\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"asserts\":", 11, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_property_signature[] = {
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 20, NULL, false},
    {",\"accessibility\":null", 21, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"static\":false", 15, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_method_signature[] = {
    {",\"kind\":", 8, AST_DIALECT_ANY, AST_FIELD_ENUM, 2, &enum_ts_method_kind, false},
    {",\"key\":", 7, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 20, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 28, NULL, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"optional\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 32, NULL, false},
    {",\"accessibility\":null", 21, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"readonly\":false", 17, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
    {",\"static\":false", 15, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_index_signature[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"parameters\":", 14, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"readonly\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"static\":", 10, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"accessibility\":null", 21, AST_DIALECT_ANY, AST_FIELD_CONSTANT, 0, NULL, false},
};

static const ast_field fields_ts_call_signature_declaration[] = {
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_ts_construct_signature_declaration[] = {
    {",\"typeParameters\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, true},
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 16, NULL, false},
    {",\"returnType\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 24, NULL, true},
};

static const ast_field fields_ts_qualified_name[] = {
    {",\"left\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"right\":", 9, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, false},
};

static const ast_field fields_ts_type_annotation[] = {
    {",\"typeAnnotation\":", 18, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const ast_field fields_ts_type_parameter_instantiation[] = {
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_type_parameter_declaration[] = {
    {",\"params\":", 10, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_type_parameter[] = {
    {",\"name\":", 8, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"constraint\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"default\":", 11, AST_DIALECT_ANY, AST_FIELD_NODE, 20, NULL, true},
    {",\"in\":", 6, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
    {",\"out\":", 7, AST_DIALECT_ANY, AST_FIELD_BOOL, 3, NULL, false},
    {",\"const\":", 9, AST_DIALECT_ANY, AST_FIELD_BOOL, 24, NULL, false},
};

static const ast_field fields_ts_interface_body[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_interface_heritage[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"typeArguments\":", 17, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
};

static const ast_field fields_ts_enum_body[] = {
    {",\"members\":", 11, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_enum_member[] = {
    {",\"id\":", 6, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
    {",\"initializer\":", 15, AST_DIALECT_ANY, AST_FIELD_NODE, 16, NULL, true},
    {",\"computed\":", 12, AST_DIALECT_ANY, AST_FIELD_BOOL, 2, NULL, false},
};

static const ast_field fields_ts_module_block[] = {
    {",\"body\":", 8, AST_DIALECT_ANY, AST_FIELD_LIST, 12, NULL, false},
};

static const ast_field fields_ts_external_module_reference[] = {
    {",\"expression\":", 14, AST_DIALECT_ANY, AST_FIELD_NODE, 12, NULL, false},
};

static const uint8_t children_program[] = {40, 25};

static const uint8_t children_identifier[] = {40};

static const uint8_t children_array_expression[] = {25};

static const uint8_t children_object_expression[] = {25};

static const uint8_t children_function_expression[] = {32, 40, 49, 64, 24};

static const uint8_t children_ts_empty_body_function_expression[] = {32, 40, 49, 64, 24};

static const uint8_t children_arrow_function_expression[] = {32, 41, 56, 24};

static const uint8_t children_class_expression[] = {65, 32, 40, 48, 56, 81, 24};

static const uint8_t children_unary_expression[] = {24};

static const uint8_t children_update_expression[] = {24};

static const uint8_t children_binary_expression[] = {24, 32};

static const uint8_t children_logical_expression[] = {24, 32};

static const uint8_t children_assignment_expression[] = {24, 32};

static const uint8_t children_conditional_expression[] = {24, 32, 40};

static const uint8_t children_call_expression[] = {24, 48, 33};

static const uint8_t children_new_expression[] = {24, 48, 33};

static const uint8_t children_member_expression[] = {24, 32};

static const uint8_t children_chain_expression[] = {24};

static const uint8_t children_sequence_expression[] = {25};

static const uint8_t children_parenthesized_expression[] = {24};

static const uint8_t children_yield_expression[] = {24};

static const uint8_t children_await_expression[] = {24};

static const uint8_t children_import_expression[] = {24, 32};

static const uint8_t children_meta_property[] = {24, 32};

static const uint8_t children_template_literal[] = {25, 41};

static const uint8_t children_tagged_template_expression[] = {24, 40, 32};

static const uint8_t children_jsx_element[] = {24, 33, 48};

static const uint8_t children_jsx_fragment[] = {24, 41, 32};

static const uint8_t children_ts_as_expression[] = {24, 32};

static const uint8_t children_ts_satisfies_expression[] = {24, 32};

static const uint8_t children_ts_type_assertion[] = {24, 32};

static const uint8_t children_ts_non_null_expression[] = {24};

static const uint8_t children_ts_instantiation_expression[] = {24, 32};

static const uint8_t children_spread_element[] = {24};

static const uint8_t children_property[] = {24, 32};

static const uint8_t children_array_pattern[] = {25, 40};

static const uint8_t children_object_pattern[] = {25, 40};

static const uint8_t children_assignment_pattern[] = {24, 32, 40};

static const uint8_t children_rest_element[] = {24, 32};

static const uint8_t children_ts_parameter_property[] = {33, 24};

static const uint8_t children_decorated_parameter[] = {33, 24};

static const uint8_t children_decorator[] = {24};

static const uint8_t children_block_statement[] = {25};

static const uint8_t children_expression_statement[] = {24};

static const uint8_t children_directive[] = {24};

static const uint8_t children_if_statement[] = {24, 32, 40};

static const uint8_t children_for_statement[] = {32, 40, 48, 24};

static const uint8_t children_for_in_statement[] = {24, 32, 40};

static const uint8_t children_for_of_statement[] = {24, 32, 40};

static const uint8_t children_while_statement[] = {24, 32};

static const uint8_t children_do_while_statement[] = {24, 32};

static const uint8_t children_continue_statement[] = {24};

static const uint8_t children_break_statement[] = {24};

static const uint8_t children_return_statement[] = {24};

static const uint8_t children_throw_statement[] = {24};

static const uint8_t children_try_statement[] = {24, 32, 40};

static const uint8_t children_switch_statement[] = {24, 33};

static const uint8_t children_labeled_statement[] = {24, 32};

static const uint8_t children_with_statement[] = {24, 32};

static const uint8_t children_variable_declaration[] = {25};

static const uint8_t children_function_declaration[] = {32, 40, 49, 64, 24};

static const uint8_t children_ts_declare_function[] = {32, 40, 49, 64, 24};

static const uint8_t children_class_declaration[] = {65, 32, 40, 48, 56, 81, 24};

static const uint8_t children_import_declaration[] = {33, 24, 49};

static const uint8_t children_export_named_declaration[] = {24, 33, 48, 57};

static const uint8_t children_export_default_declaration[] = {24};

static const uint8_t children_export_all_declaration[] = {32, 24, 41};

static const uint8_t children_ts_type_alias_declaration[] = {24, 40, 32};

static const uint8_t children_ts_interface_declaration[] = {24, 40, 49, 32};

static const uint8_t children_ts_enum_declaration[] = {24, 32};

static const uint8_t children_ts_module_declaration[] = {24, 32};

static const uint8_t children_ts_import_equals_declaration[] = {24, 32};

static const uint8_t children_ts_export_assignment[] = {24};

static const uint8_t children_ts_namespace_export_declaration[] = {24};

static const uint8_t children_catch_clause[] = {32, 24};

static const uint8_t children_switch_case[] = {24, 33};

static const uint8_t children_variable_declarator[] = {24, 32};

static const uint8_t children_import_specifier[] = {24, 32};

static const uint8_t children_import_default_specifier[] = {24};

static const uint8_t children_import_namespace_specifier[] = {24};

static const uint8_t children_import_attribute[] = {24, 32};

static const uint8_t children_export_specifier[] = {24, 32};

static const uint8_t children_class_body[] = {25};

static const uint8_t children_method_definition[] = {41, 24, 32};

static const uint8_t children_ts_abstract_method_definition[] = {41, 24, 32};

static const uint8_t children_property_definition[] = {49, 24, 40, 32};

static const uint8_t children_ts_abstract_property_definition[] = {49, 24, 40, 32};

static const uint8_t children_accessor_property[] = {49, 24, 40, 32};

static const uint8_t children_ts_abstract_accessor_property[] = {49, 24, 40, 32};

static const uint8_t children_static_block[] = {25};

static const uint8_t children_ts_class_implements[] = {24, 32};

static const uint8_t children_jsx_opening_element[] = {24, 32, 41};

static const uint8_t children_jsx_closing_element[] = {24};

static const uint8_t children_jsx_namespaced_name[] = {24, 32};

static const uint8_t children_jsx_member_expression[] = {24, 32};

static const uint8_t children_jsx_attribute[] = {24, 32};

static const uint8_t children_jsx_spread_attribute[] = {24};

static const uint8_t children_jsx_expression_container[] = {24};

static const uint8_t children_jsx_spread_child[] = {24};

static const uint8_t children_ts_type_reference[] = {24, 32};

static const uint8_t children_ts_array_type[] = {24};

static const uint8_t children_ts_union_type[] = {25};

static const uint8_t children_ts_intersection_type[] = {25};

static const uint8_t children_ts_literal_type[] = {24};

static const uint8_t children_ts_type_literal[] = {25};

static const uint8_t children_ts_function_type[] = {32, 41, 24};

static const uint8_t children_ts_constructor_type[] = {32, 41, 24};

static const uint8_t children_ts_type_operator[] = {24};

static const uint8_t children_ts_indexed_access_type[] = {24, 32};

static const uint8_t children_ts_conditional_type[] = {24, 32, 40, 48};

static const uint8_t children_ts_infer_type[] = {24};

static const uint8_t children_ts_parenthesized_type[] = {24};

static const uint8_t children_ts_type_query[] = {24, 32};

static const uint8_t children_ts_import_type[] = {24, 32, 40, 48};

static const uint8_t children_ts_mapped_type[] = {24, 32, 40, 48};

static const uint8_t children_ts_tuple_type[] = {25};

static const uint8_t children_ts_named_tuple_member[] = {24, 32};

static const uint8_t children_ts_optional_type[] = {24};

static const uint8_t children_ts_rest_type[] = {24};

static const uint8_t children_ts_template_literal_type[] = {25, 41};

static const uint8_t children_ts_type_predicate[] = {24, 32};

static const uint8_t children_ts_property_signature[] = {24, 32};

static const uint8_t children_ts_method_signature[] = {24, 32, 41, 56};

static const uint8_t children_ts_index_signature[] = {33, 24};

static const uint8_t children_ts_call_signature_declaration[] = {24, 33, 48};

static const uint8_t children_ts_construct_signature_declaration[] = {24, 33, 48};

static const uint8_t children_ts_qualified_name[] = {24, 32};

static const uint8_t children_ts_type_annotation[] = {24};

static const uint8_t children_ts_type_parameter_instantiation[] = {25};

static const uint8_t children_ts_type_parameter_declaration[] = {25};

static const uint8_t children_ts_type_parameter[] = {24, 32, 40};

static const uint8_t children_ts_interface_body[] = {25};

static const uint8_t children_ts_interface_heritage[] = {24, 32};

static const uint8_t children_ts_enum_body[] = {25};

static const uint8_t children_ts_enum_member[] = {24, 32};

static const uint8_t children_ts_module_block[] = {25};

static const uint8_t children_ts_external_module_reference[] = {24};

const ast_type ast_types[AST_TAGS] = {
    [AST_PROGRAM] = {"{\"type\":\"Program\",\"start\":", 26, 48, 6, fields_program, 2, children_program},
    [AST_HASHBANG] = {"{\"type\":\"Hashbang\",\"start\":", 27, 24, 1, fields_hashbang, 0, NULL},
    [AST_IDENTIFIER] = {"{\"type\":\"Identifier\",\"start\":", 29, 24, 4, fields_identifier, 1, children_identifier},
    [AST_THIS_EXPRESSION] = {"{\"type\":\"ThisExpression\",\"start\":", 33, 16, 0, NULL, 0, NULL},
    [AST_SUPER] = {"{\"type\":\"Super\",\"start\":", 24, 16, 0, NULL, 0, NULL},
    [AST_ARRAY_EXPRESSION] = {"{\"type\":\"ArrayExpression\",\"start\":", 34, 24, 1, fields_array_expression, 1, children_array_expression},
    [AST_OBJECT_EXPRESSION] = {"{\"type\":\"ObjectExpression\",\"start\":", 35, 24, 1, fields_object_expression, 1, children_object_expression},
    [AST_FUNCTION_EXPRESSION] = {"{\"type\":\"FunctionExpression\",\"start\":", 37, 40, 9, fields_function_expression, 5, children_function_expression},
    [AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION] = {"{\"type\":\"TSEmptyBodyFunctionExpression\",\"start\":", 48, 40, 9, fields_ts_empty_body_function_expression, 5, children_ts_empty_body_function_expression},
    [AST_ARROW_FUNCTION_EXPRESSION] = {"{\"type\":\"ArrowFunctionExpression\",\"start\":", 42, 32, 8, fields_arrow_function_expression, 4, children_arrow_function_expression},
    [AST_CLASS_EXPRESSION] = {"{\"type\":\"ClassExpression\",\"start\":", 34, 48, 9, fields_class_expression, 7, children_class_expression},
    [AST_UNARY_EXPRESSION] = {"{\"type\":\"UnaryExpression\",\"start\":", 34, 16, 3, fields_unary_expression, 1, children_unary_expression},
    [AST_UPDATE_EXPRESSION] = {"{\"type\":\"UpdateExpression\",\"start\":", 35, 16, 3, fields_update_expression, 1, children_update_expression},
    [AST_BINARY_EXPRESSION] = {"{\"type\":\"BinaryExpression\",\"start\":", 35, 24, 3, fields_binary_expression, 2, children_binary_expression},
    [AST_LOGICAL_EXPRESSION] = {"{\"type\":\"LogicalExpression\",\"start\":", 36, 24, 3, fields_logical_expression, 2, children_logical_expression},
    [AST_ASSIGNMENT_EXPRESSION] = {"{\"type\":\"AssignmentExpression\",\"start\":", 39, 24, 3, fields_assignment_expression, 2, children_assignment_expression},
    [AST_CONDITIONAL_EXPRESSION] = {"{\"type\":\"ConditionalExpression\",\"start\":", 40, 24, 3, fields_conditional_expression, 3, children_conditional_expression},
    [AST_CALL_EXPRESSION] = {"{\"type\":\"CallExpression\",\"start\":", 33, 32, 4, fields_call_expression, 3, children_call_expression},
    [AST_NEW_EXPRESSION] = {"{\"type\":\"NewExpression\",\"start\":", 32, 32, 3, fields_new_expression, 3, children_new_expression},
    [AST_MEMBER_EXPRESSION] = {"{\"type\":\"MemberExpression\",\"start\":", 35, 24, 4, fields_member_expression, 2, children_member_expression},
    [AST_CHAIN_EXPRESSION] = {"{\"type\":\"ChainExpression\",\"start\":", 34, 16, 1, fields_chain_expression, 1, children_chain_expression},
    [AST_SEQUENCE_EXPRESSION] = {"{\"type\":\"SequenceExpression\",\"start\":", 37, 24, 1, fields_sequence_expression, 1, children_sequence_expression},
    [AST_PARENTHESIZED_EXPRESSION] = {"{\"type\":\"ParenthesizedExpression\",\"start\":", 42, 16, 1, fields_parenthesized_expression, 1, children_parenthesized_expression},
    [AST_YIELD_EXPRESSION] = {"{\"type\":\"YieldExpression\",\"start\":", 34, 16, 2, fields_yield_expression, 1, children_yield_expression},
    [AST_AWAIT_EXPRESSION] = {"{\"type\":\"AwaitExpression\",\"start\":", 34, 16, 1, fields_await_expression, 1, children_await_expression},
    [AST_IMPORT_EXPRESSION] = {"{\"type\":\"ImportExpression\",\"start\":", 35, 24, 3, fields_import_expression, 2, children_import_expression},
    [AST_META_PROPERTY] = {"{\"type\":\"MetaProperty\",\"start\":", 31, 24, 2, fields_meta_property, 2, children_meta_property},
    [AST_TEMPLATE_LITERAL] = {"{\"type\":\"TemplateLiteral\",\"start\":", 34, 32, 2, fields_template_literal, 2, children_template_literal},
    [AST_TAGGED_TEMPLATE_EXPRESSION] = {"{\"type\":\"TaggedTemplateExpression\",\"start\":", 43, 24, 3, fields_tagged_template_expression, 3, children_tagged_template_expression},
    [AST_JSX_ELEMENT] = {"{\"type\":\"JSXElement\",\"start\":", 29, 32, 3, fields_jsx_element, 3, children_jsx_element},
    [AST_JSX_FRAGMENT] = {"{\"type\":\"JSXFragment\",\"start\":", 30, 32, 3, fields_jsx_fragment, 3, children_jsx_fragment},
    [AST_TS_AS_EXPRESSION] = {"{\"type\":\"TSAsExpression\",\"start\":", 33, 24, 2, fields_ts_as_expression, 2, children_ts_as_expression},
    [AST_TS_SATISFIES_EXPRESSION] = {"{\"type\":\"TSSatisfiesExpression\",\"start\":", 40, 24, 2, fields_ts_satisfies_expression, 2, children_ts_satisfies_expression},
    [AST_TS_TYPE_ASSERTION] = {"{\"type\":\"TSTypeAssertion\",\"start\":", 34, 24, 2, fields_ts_type_assertion, 2, children_ts_type_assertion},
    [AST_TS_NON_NULL_EXPRESSION] = {"{\"type\":\"TSNonNullExpression\",\"start\":", 38, 16, 1, fields_ts_non_null_expression, 1, children_ts_non_null_expression},
    [AST_TS_INSTANTIATION_EXPRESSION] = {"{\"type\":\"TSInstantiationExpression\",\"start\":", 44, 24, 2, fields_ts_instantiation_expression, 2, children_ts_instantiation_expression},
    [AST_STRING_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 32, 2, fields_string_literal, 0, NULL},
    [AST_NUMERIC_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 32, 2, fields_numeric_literal, 0, NULL},
    [AST_BIGINT_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 32, 2, fields_bigint_literal, 0, NULL},
    [AST_BOOLEAN_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 16, 1, fields_boolean_literal, 0, NULL},
    [AST_NULL_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 16, 2, fields_null_literal, 0, NULL},
    [AST_REGEXP_LITERAL] = {"{\"type\":\"Literal\",\"start\":", 26, 32, 2, fields_regexp_literal, 0, NULL},
    [AST_SPREAD_ELEMENT] = {"{\"type\":\"SpreadElement\",\"start\":", 32, 16, 1, fields_spread_element, 1, children_spread_element},
    [AST_PRIVATE_IDENTIFIER] = {"{\"type\":\"PrivateIdentifier\",\"start\":", 36, 24, 1, fields_private_identifier, 0, NULL},
    [AST_TEMPLATE_ELEMENT] = {"{\"type\":\"TemplateElement\",\"start\":", 34, 32, 3, fields_template_element, 0, NULL},
    [AST_PROPERTY] = {"{\"type\":\"Property\",\"start\":", 27, 24, 7, fields_property, 2, children_property},
    [AST_ARRAY_PATTERN] = {"{\"type\":\"ArrayPattern\",\"start\":", 31, 24, 4, fields_array_pattern, 2, children_array_pattern},
    [AST_OBJECT_PATTERN] = {"{\"type\":\"ObjectPattern\",\"start\":", 32, 24, 4, fields_object_pattern, 2, children_object_pattern},
    [AST_ASSIGNMENT_PATTERN] = {"{\"type\":\"AssignmentPattern\",\"start\":", 36, 24, 5, fields_assignment_pattern, 3, children_assignment_pattern},
    [AST_REST_ELEMENT] = {"{\"type\":\"RestElement\",\"start\":", 30, 24, 5, fields_rest_element, 2, children_rest_element},
    [AST_TS_PARAMETER_PROPERTY] = {"{\"type\":\"TSParameterProperty\",\"start\":", 38, 32, 6, fields_ts_parameter_property, 2, children_ts_parameter_property},
    [AST_DECORATED_PARAMETER] = {"{\"type\":\"DecoratedParameter\",\"start\":", 37, 24, 2, fields_decorated_parameter, 2, children_decorated_parameter},
    [AST_DECORATOR] = {"{\"type\":\"Decorator\",\"start\":", 28, 16, 1, fields_decorator, 1, children_decorator},
    [AST_BLOCK_STATEMENT] = {"{\"type\":\"BlockStatement\",\"start\":", 33, 24, 1, fields_block_statement, 1, children_block_statement},
    [AST_EXPRESSION_STATEMENT] = {"{\"type\":\"ExpressionStatement\",\"start\":", 38, 16, 2, fields_expression_statement, 1, children_expression_statement},
    [AST_DIRECTIVE] = {"{\"type\":\"ExpressionStatement\",\"start\":", 38, 24, 2, fields_directive, 1, children_directive},
    [AST_EMPTY_STATEMENT] = {"{\"type\":\"EmptyStatement\",\"start\":", 33, 16, 0, NULL, 0, NULL},
    [AST_DEBUGGER_STATEMENT] = {"{\"type\":\"DebuggerStatement\",\"start\":", 36, 16, 0, NULL, 0, NULL},
    [AST_IF_STATEMENT] = {"{\"type\":\"IfStatement\",\"start\":", 30, 24, 3, fields_if_statement, 3, children_if_statement},
    [AST_FOR_STATEMENT] = {"{\"type\":\"ForStatement\",\"start\":", 31, 32, 4, fields_for_statement, 4, children_for_statement},
    [AST_FOR_IN_STATEMENT] = {"{\"type\":\"ForInStatement\",\"start\":", 33, 24, 3, fields_for_in_statement, 3, children_for_in_statement},
    [AST_FOR_OF_STATEMENT] = {"{\"type\":\"ForOfStatement\",\"start\":", 33, 24, 4, fields_for_of_statement, 3, children_for_of_statement},
    [AST_WHILE_STATEMENT] = {"{\"type\":\"WhileStatement\",\"start\":", 33, 24, 2, fields_while_statement, 2, children_while_statement},
    [AST_DO_WHILE_STATEMENT] = {"{\"type\":\"DoWhileStatement\",\"start\":", 35, 24, 2, fields_do_while_statement, 2, children_do_while_statement},
    [AST_CONTINUE_STATEMENT] = {"{\"type\":\"ContinueStatement\",\"start\":", 36, 16, 1, fields_continue_statement, 1, children_continue_statement},
    [AST_BREAK_STATEMENT] = {"{\"type\":\"BreakStatement\",\"start\":", 33, 16, 1, fields_break_statement, 1, children_break_statement},
    [AST_RETURN_STATEMENT] = {"{\"type\":\"ReturnStatement\",\"start\":", 34, 16, 1, fields_return_statement, 1, children_return_statement},
    [AST_THROW_STATEMENT] = {"{\"type\":\"ThrowStatement\",\"start\":", 33, 16, 1, fields_throw_statement, 1, children_throw_statement},
    [AST_TRY_STATEMENT] = {"{\"type\":\"TryStatement\",\"start\":", 31, 24, 3, fields_try_statement, 3, children_try_statement},
    [AST_SWITCH_STATEMENT] = {"{\"type\":\"SwitchStatement\",\"start\":", 34, 24, 2, fields_switch_statement, 2, children_switch_statement},
    [AST_LABELED_STATEMENT] = {"{\"type\":\"LabeledStatement\",\"start\":", 35, 24, 2, fields_labeled_statement, 2, children_labeled_statement},
    [AST_WITH_STATEMENT] = {"{\"type\":\"WithStatement\",\"start\":", 32, 24, 2, fields_with_statement, 2, children_with_statement},
    [AST_VARIABLE_DECLARATION] = {"{\"type\":\"VariableDeclaration\",\"start\":", 38, 24, 3, fields_variable_declaration, 1, children_variable_declaration},
    [AST_FUNCTION_DECLARATION] = {"{\"type\":\"FunctionDeclaration\",\"start\":", 38, 40, 9, fields_function_declaration, 5, children_function_declaration},
    [AST_TS_DECLARE_FUNCTION] = {"{\"type\":\"TSDeclareFunction\",\"start\":", 36, 40, 9, fields_ts_declare_function, 5, children_ts_declare_function},
    [AST_CLASS_DECLARATION] = {"{\"type\":\"ClassDeclaration\",\"start\":", 35, 48, 9, fields_class_declaration, 7, children_class_declaration},
    [AST_IMPORT_DECLARATION] = {"{\"type\":\"ImportDeclaration\",\"start\":", 36, 32, 5, fields_import_declaration, 3, children_import_declaration},
    [AST_EXPORT_NAMED_DECLARATION] = {"{\"type\":\"ExportNamedDeclaration\",\"start\":", 41, 40, 5, fields_export_named_declaration, 4, children_export_named_declaration},
    [AST_EXPORT_DEFAULT_DECLARATION] = {"{\"type\":\"ExportDefaultDeclaration\",\"start\":", 43, 16, 2, fields_export_default_declaration, 1, children_export_default_declaration},
    [AST_EXPORT_ALL_DECLARATION] = {"{\"type\":\"ExportAllDeclaration\",\"start\":", 39, 32, 4, fields_export_all_declaration, 3, children_export_all_declaration},
    [AST_TS_TYPE_ALIAS_DECLARATION] = {"{\"type\":\"TSTypeAliasDeclaration\",\"start\":", 41, 24, 4, fields_ts_type_alias_declaration, 3, children_ts_type_alias_declaration},
    [AST_TS_INTERFACE_DECLARATION] = {"{\"type\":\"TSInterfaceDeclaration\",\"start\":", 41, 32, 5, fields_ts_interface_declaration, 4, children_ts_interface_declaration},
    [AST_TS_ENUM_DECLARATION] = {"{\"type\":\"TSEnumDeclaration\",\"start\":", 36, 24, 4, fields_ts_enum_declaration, 2, children_ts_enum_declaration},
    [AST_TS_MODULE_DECLARATION] = {"{\"type\":\"TSModuleDeclaration\",\"start\":", 38, 24, 4, fields_ts_module_declaration, 2, children_ts_module_declaration},
    [AST_TS_IMPORT_EQUALS_DECLARATION] = {"{\"type\":\"TSImportEqualsDeclaration\",\"start\":", 44, 24, 3, fields_ts_import_equals_declaration, 2, children_ts_import_equals_declaration},
    [AST_TS_EXPORT_ASSIGNMENT] = {"{\"type\":\"TSExportAssignment\",\"start\":", 37, 16, 1, fields_ts_export_assignment, 1, children_ts_export_assignment},
    [AST_TS_NAMESPACE_EXPORT_DECLARATION] = {"{\"type\":\"TSNamespaceExportDeclaration\",\"start\":", 47, 16, 1, fields_ts_namespace_export_declaration, 1, children_ts_namespace_export_declaration},
    [AST_CATCH_CLAUSE] = {"{\"type\":\"CatchClause\",\"start\":", 30, 24, 2, fields_catch_clause, 2, children_catch_clause},
    [AST_SWITCH_CASE] = {"{\"type\":\"SwitchCase\",\"start\":", 29, 24, 2, fields_switch_case, 2, children_switch_case},
    [AST_VARIABLE_DECLARATOR] = {"{\"type\":\"VariableDeclarator\",\"start\":", 37, 24, 3, fields_variable_declarator, 2, children_variable_declarator},
    [AST_IMPORT_SPECIFIER] = {"{\"type\":\"ImportSpecifier\",\"start\":", 34, 24, 3, fields_import_specifier, 2, children_import_specifier},
    [AST_IMPORT_DEFAULT_SPECIFIER] = {"{\"type\":\"ImportDefaultSpecifier\",\"start\":", 41, 16, 1, fields_import_default_specifier, 1, children_import_default_specifier},
    [AST_IMPORT_NAMESPACE_SPECIFIER] = {"{\"type\":\"ImportNamespaceSpecifier\",\"start\":", 43, 16, 1, fields_import_namespace_specifier, 1, children_import_namespace_specifier},
    [AST_IMPORT_ATTRIBUTE] = {"{\"type\":\"ImportAttribute\",\"start\":", 34, 24, 2, fields_import_attribute, 2, children_import_attribute},
    [AST_EXPORT_SPECIFIER] = {"{\"type\":\"ExportSpecifier\",\"start\":", 34, 24, 3, fields_export_specifier, 2, children_export_specifier},
    [AST_CLASS_BODY] = {"{\"type\":\"ClassBody\",\"start\":", 28, 24, 1, fields_class_body, 1, children_class_body},
    [AST_METHOD_DEFINITION] = {"{\"type\":\"MethodDefinition\",\"start\":", 35, 32, 9, fields_method_definition, 3, children_method_definition},
    [AST_TS_ABSTRACT_METHOD_DEFINITION] = {"{\"type\":\"TSAbstractMethodDefinition\",\"start\":", 45, 32, 9, fields_ts_abstract_method_definition, 3, children_ts_abstract_method_definition},
    [AST_PROPERTY_DEFINITION] = {"{\"type\":\"PropertyDefinition\",\"start\":", 37, 40, 12, fields_property_definition, 4, children_property_definition},
    [AST_TS_ABSTRACT_PROPERTY_DEFINITION] = {"{\"type\":\"TSAbstractPropertyDefinition\",\"start\":", 47, 40, 12, fields_ts_abstract_property_definition, 4, children_ts_abstract_property_definition},
    [AST_ACCESSOR_PROPERTY] = {"{\"type\":\"AccessorProperty\",\"start\":", 35, 40, 12, fields_accessor_property, 4, children_accessor_property},
    [AST_TS_ABSTRACT_ACCESSOR_PROPERTY] = {"{\"type\":\"TSAbstractAccessorProperty\",\"start\":", 45, 40, 12, fields_ts_abstract_accessor_property, 4, children_ts_abstract_accessor_property},
    [AST_STATIC_BLOCK] = {"{\"type\":\"StaticBlock\",\"start\":", 30, 24, 1, fields_static_block, 1, children_static_block},
    [AST_TS_CLASS_IMPLEMENTS] = {"{\"type\":\"TSClassImplements\",\"start\":", 36, 24, 2, fields_ts_class_implements, 2, children_ts_class_implements},
    [AST_JSX_OPENING_ELEMENT] = {"{\"type\":\"JSXOpeningElement\",\"start\":", 36, 32, 4, fields_jsx_opening_element, 3, children_jsx_opening_element},
    [AST_JSX_CLOSING_ELEMENT] = {"{\"type\":\"JSXClosingElement\",\"start\":", 36, 16, 1, fields_jsx_closing_element, 1, children_jsx_closing_element},
    [AST_JSX_OPENING_FRAGMENT] = {"{\"type\":\"JSXOpeningFragment\",\"start\":", 37, 16, 2, fields_jsx_opening_fragment, 0, NULL},
    [AST_JSX_CLOSING_FRAGMENT] = {"{\"type\":\"JSXClosingFragment\",\"start\":", 37, 16, 0, NULL, 0, NULL},
    [AST_JSX_IDENTIFIER] = {"{\"type\":\"JSXIdentifier\",\"start\":", 32, 24, 1, fields_jsx_identifier, 0, NULL},
    [AST_JSX_NAMESPACED_NAME] = {"{\"type\":\"JSXNamespacedName\",\"start\":", 36, 24, 2, fields_jsx_namespaced_name, 2, children_jsx_namespaced_name},
    [AST_JSX_MEMBER_EXPRESSION] = {"{\"type\":\"JSXMemberExpression\",\"start\":", 38, 24, 2, fields_jsx_member_expression, 2, children_jsx_member_expression},
    [AST_JSX_ATTRIBUTE] = {"{\"type\":\"JSXAttribute\",\"start\":", 31, 24, 2, fields_jsx_attribute, 2, children_jsx_attribute},
    [AST_JSX_SPREAD_ATTRIBUTE] = {"{\"type\":\"JSXSpreadAttribute\",\"start\":", 37, 16, 1, fields_jsx_spread_attribute, 1, children_jsx_spread_attribute},
    [AST_JSX_TEXT] = {"{\"type\":\"JSXText\",\"start\":", 26, 32, 2, fields_jsx_text, 0, NULL},
    [AST_JSX_EXPRESSION_CONTAINER] = {"{\"type\":\"JSXExpressionContainer\",\"start\":", 41, 16, 1, fields_jsx_expression_container, 1, children_jsx_expression_container},
    [AST_JSX_EMPTY_EXPRESSION] = {"{\"type\":\"JSXEmptyExpression\",\"start\":", 37, 16, 0, NULL, 0, NULL},
    [AST_JSX_SPREAD_CHILD] = {"{\"type\":\"JSXSpreadChild\",\"start\":", 33, 16, 1, fields_jsx_spread_child, 1, children_jsx_spread_child},
    [AST_TS_ANY_KEYWORD] = {"{\"type\":\"TSAnyKeyword\",\"start\":", 31, 16, 0, NULL, 0, NULL},
    [AST_TS_BIGINT_KEYWORD] = {"{\"type\":\"TSBigIntKeyword\",\"start\":", 34, 16, 0, NULL, 0, NULL},
    [AST_TS_BOOLEAN_KEYWORD] = {"{\"type\":\"TSBooleanKeyword\",\"start\":", 35, 16, 0, NULL, 0, NULL},
    [AST_TS_INTRINSIC_KEYWORD] = {"{\"type\":\"TSIntrinsicKeyword\",\"start\":", 37, 16, 0, NULL, 0, NULL},
    [AST_TS_NEVER_KEYWORD] = {"{\"type\":\"TSNeverKeyword\",\"start\":", 33, 16, 0, NULL, 0, NULL},
    [AST_TS_NULL_KEYWORD] = {"{\"type\":\"TSNullKeyword\",\"start\":", 32, 16, 0, NULL, 0, NULL},
    [AST_TS_NUMBER_KEYWORD] = {"{\"type\":\"TSNumberKeyword\",\"start\":", 34, 16, 0, NULL, 0, NULL},
    [AST_TS_OBJECT_KEYWORD] = {"{\"type\":\"TSObjectKeyword\",\"start\":", 34, 16, 0, NULL, 0, NULL},
    [AST_TS_STRING_KEYWORD] = {"{\"type\":\"TSStringKeyword\",\"start\":", 34, 16, 0, NULL, 0, NULL},
    [AST_TS_SYMBOL_KEYWORD] = {"{\"type\":\"TSSymbolKeyword\",\"start\":", 34, 16, 0, NULL, 0, NULL},
    [AST_TS_UNDEFINED_KEYWORD] = {"{\"type\":\"TSUndefinedKeyword\",\"start\":", 37, 16, 0, NULL, 0, NULL},
    [AST_TS_UNKNOWN_KEYWORD] = {"{\"type\":\"TSUnknownKeyword\",\"start\":", 35, 16, 0, NULL, 0, NULL},
    [AST_TS_VOID_KEYWORD] = {"{\"type\":\"TSVoidKeyword\",\"start\":", 32, 16, 0, NULL, 0, NULL},
    [AST_TS_THIS_TYPE] = {"{\"type\":\"TSThisType\",\"start\":", 29, 16, 0, NULL, 0, NULL},
    [AST_TS_TYPE_REFERENCE] = {"{\"type\":\"TSTypeReference\",\"start\":", 34, 24, 2, fields_ts_type_reference, 2, children_ts_type_reference},
    [AST_TS_ARRAY_TYPE] = {"{\"type\":\"TSArrayType\",\"start\":", 30, 16, 1, fields_ts_array_type, 1, children_ts_array_type},
    [AST_TS_UNION_TYPE] = {"{\"type\":\"TSUnionType\",\"start\":", 30, 24, 1, fields_ts_union_type, 1, children_ts_union_type},
    [AST_TS_INTERSECTION_TYPE] = {"{\"type\":\"TSIntersectionType\",\"start\":", 37, 24, 1, fields_ts_intersection_type, 1, children_ts_intersection_type},
    [AST_TS_LITERAL_TYPE] = {"{\"type\":\"TSLiteralType\",\"start\":", 32, 16, 1, fields_ts_literal_type, 1, children_ts_literal_type},
    [AST_TS_TYPE_LITERAL] = {"{\"type\":\"TSTypeLiteral\",\"start\":", 32, 24, 1, fields_ts_type_literal, 1, children_ts_type_literal},
    [AST_TS_FUNCTION_TYPE] = {"{\"type\":\"TSFunctionType\",\"start\":", 33, 32, 3, fields_ts_function_type, 3, children_ts_function_type},
    [AST_TS_CONSTRUCTOR_TYPE] = {"{\"type\":\"TSConstructorType\",\"start\":", 36, 32, 4, fields_ts_constructor_type, 3, children_ts_constructor_type},
    [AST_TS_TYPE_OPERATOR] = {"{\"type\":\"TSTypeOperator\",\"start\":", 33, 16, 2, fields_ts_type_operator, 1, children_ts_type_operator},
    [AST_TS_INDEXED_ACCESS_TYPE] = {"{\"type\":\"TSIndexedAccessType\",\"start\":", 38, 24, 2, fields_ts_indexed_access_type, 2, children_ts_indexed_access_type},
    [AST_TS_CONDITIONAL_TYPE] = {"{\"type\":\"TSConditionalType\",\"start\":", 36, 32, 4, fields_ts_conditional_type, 4, children_ts_conditional_type},
    [AST_TS_INFER_TYPE] = {"{\"type\":\"TSInferType\",\"start\":", 30, 16, 1, fields_ts_infer_type, 1, children_ts_infer_type},
    [AST_TS_PARENTHESIZED_TYPE] = {"{\"type\":\"TSParenthesizedType\",\"start\":", 38, 16, 1, fields_ts_parenthesized_type, 1, children_ts_parenthesized_type},
    [AST_TS_TYPE_QUERY] = {"{\"type\":\"TSTypeQuery\",\"start\":", 30, 24, 2, fields_ts_type_query, 2, children_ts_type_query},
    [AST_TS_IMPORT_TYPE] = {"{\"type\":\"TSImportType\",\"start\":", 31, 32, 4, fields_ts_import_type, 4, children_ts_import_type},
    [AST_TS_MAPPED_TYPE] = {"{\"type\":\"TSMappedType\",\"start\":", 31, 32, 6, fields_ts_mapped_type, 4, children_ts_mapped_type},
    [AST_TS_TUPLE_TYPE] = {"{\"type\":\"TSTupleType\",\"start\":", 30, 24, 1, fields_ts_tuple_type, 1, children_ts_tuple_type},
    [AST_TS_NAMED_TUPLE_MEMBER] = {"{\"type\":\"TSNamedTupleMember\",\"start\":", 37, 24, 3, fields_ts_named_tuple_member, 2, children_ts_named_tuple_member},
    [AST_TS_OPTIONAL_TYPE] = {"{\"type\":\"TSOptionalType\",\"start\":", 33, 16, 1, fields_ts_optional_type, 1, children_ts_optional_type},
    [AST_TS_REST_TYPE] = {"{\"type\":\"TSRestType\",\"start\":", 29, 16, 1, fields_ts_rest_type, 1, children_ts_rest_type},
    [AST_TS_TEMPLATE_LITERAL_TYPE] = {"{\"type\":\"TSTemplateLiteralType\",\"start\":", 40, 32, 2, fields_ts_template_literal_type, 2, children_ts_template_literal_type},
    [AST_TS_TYPE_PREDICATE] = {"{\"type\":\"TSTypePredicate\",\"start\":", 34, 24, 3, fields_ts_type_predicate, 2, children_ts_type_predicate},
    [AST_TS_PROPERTY_SIGNATURE] = {"{\"type\":\"TSPropertySignature\",\"start\":", 38, 24, 7, fields_ts_property_signature, 2, children_ts_property_signature},
    [AST_TS_METHOD_SIGNATURE] = {"{\"type\":\"TSMethodSignature\",\"start\":", 36, 40, 10, fields_ts_method_signature, 4, children_ts_method_signature},
    [AST_TS_INDEX_SIGNATURE] = {"{\"type\":\"TSIndexSignature\",\"start\":", 35, 24, 5, fields_ts_index_signature, 2, children_ts_index_signature},
    [AST_TS_CALL_SIGNATURE_DECLARATION] = {"{\"type\":\"TSCallSignatureDeclaration\",\"start\":", 45, 32, 3, fields_ts_call_signature_declaration, 3, children_ts_call_signature_declaration},
    [AST_TS_CONSTRUCT_SIGNATURE_DECLARATION] = {"{\"type\":\"TSConstructSignatureDeclaration\",\"start\":", 50, 32, 3, fields_ts_construct_signature_declaration, 3, children_ts_construct_signature_declaration},
    [AST_TS_QUALIFIED_NAME] = {"{\"type\":\"TSQualifiedName\",\"start\":", 34, 24, 2, fields_ts_qualified_name, 2, children_ts_qualified_name},
    [AST_TS_TYPE_ANNOTATION] = {"{\"type\":\"TSTypeAnnotation\",\"start\":", 35, 16, 1, fields_ts_type_annotation, 1, children_ts_type_annotation},
    [AST_TS_TYPE_PARAMETER_INSTANTIATION] = {"{\"type\":\"TSTypeParameterInstantiation\",\"start\":", 47, 24, 1, fields_ts_type_parameter_instantiation, 1, children_ts_type_parameter_instantiation},
    [AST_TS_TYPE_PARAMETER_DECLARATION] = {"{\"type\":\"TSTypeParameterDeclaration\",\"start\":", 45, 24, 1, fields_ts_type_parameter_declaration, 1, children_ts_type_parameter_declaration},
    [AST_TS_TYPE_PARAMETER] = {"{\"type\":\"TSTypeParameter\",\"start\":", 34, 32, 6, fields_ts_type_parameter, 3, children_ts_type_parameter},
    [AST_TS_INTERFACE_BODY] = {"{\"type\":\"TSInterfaceBody\",\"start\":", 34, 24, 1, fields_ts_interface_body, 1, children_ts_interface_body},
    [AST_TS_INTERFACE_HERITAGE] = {"{\"type\":\"TSInterfaceHeritage\",\"start\":", 38, 24, 2, fields_ts_interface_heritage, 2, children_ts_interface_heritage},
    [AST_TS_ENUM_BODY] = {"{\"type\":\"TSEnumBody\",\"start\":", 29, 24, 1, fields_ts_enum_body, 1, children_ts_enum_body},
    [AST_TS_ENUM_MEMBER] = {"{\"type\":\"TSEnumMember\",\"start\":", 31, 24, 3, fields_ts_enum_member, 2, children_ts_enum_member},
    [AST_TS_MODULE_BLOCK] = {"{\"type\":\"TSModuleBlock\",\"start\":", 32, 24, 1, fields_ts_module_block, 1, children_ts_module_block},
    [AST_TS_EXTERNAL_MODULE_REFERENCE] = {"{\"type\":\"TSExternalModuleReference\",\"start\":", 44, 16, 1, fields_ts_external_module_reference, 1, children_ts_external_module_reference},
};
