/* ast_schema.c - the node types as tables.  Written by tools/gen_ast.py from ast.asdl; do not edit. */
#include "ast_schema.h"

#include "ast.h"

static const ast_enum enum_source_type = {
    3, (const char *const[]){NULL, "\"script\"", "\"module\"", "\"commonjs\""}};

static const ast_enum enum_property_kind = {
    3, (const char *const[]){NULL, "\"init\"", "\"get\"", "\"set\""}};

static const ast_enum enum_import_phase = {
    2, (const char *const[]){NULL, "\"source\"", "\"defer\""}};

static const ast_enum enum_unary_operator = {
    7, (const char *const[]){NULL, "\"-\"", "\"+\"", "\"!\"", "\"~\"", "\"typeof\"", "\"void\"", "\"delete\""}};

static const ast_enum enum_update_operator = {
    2, (const char *const[]){NULL, "\"++\"", "\"--\""}};

static const ast_enum enum_binary_operator = {
    22, (const char *const[]){NULL, "\"|\"", "\"^\"", "\"&\"", "\"==\"", "\"!=\"", "\"===\"", "\"!==\"", "\"<\"", "\">\"", "\"<=\"", "\">=\"", "\"<<\"", "\">>\"", "\">>>\"", "\"+\"", "\"-\"", "\"*\"", "\"/\"", "\"%\"", "\"**\"", "\"in\"", "\"instanceof\""}};

static const ast_enum enum_logical_operator = {
    3, (const char *const[]){NULL, "\"??\"", "\"||\"", "\"&&\""}};

static const ast_enum enum_assignment_operator = {
    16, (const char *const[]){NULL, "\"=\"", "\"+=\"", "\"-=\"", "\"*=\"", "\"/=\"", "\"%=\"", "\"**=\"", "\"<<=\"", "\">>=\"", "\">>>=\"", "\"&=\"", "\"|=\"", "\"^=\"", "\"&&=\"", "\"||=\"", "\"??=\""}};

static const ast_enum enum_accessibility = {
    3, (const char *const[]){NULL, "\"private\"", "\"protected\"", "\"public\""}};

static const ast_enum enum_variable_kind = {
    5, (const char *const[]){NULL, "\"var\"", "\"let\"", "\"const\"", "\"using\"", "\"await using\""}};

static const ast_enum enum_import_kind = {
    2, (const char *const[]){NULL, "\"value\"", "\"type\""}};

static const ast_enum enum_ts_module_kind = {
    3, (const char *const[]){NULL, "\"module\"", "\"namespace\"", "\"global\""}};

static const ast_enum enum_method_kind = {
    4, (const char *const[]){NULL, "\"method\"", "\"constructor\"", "\"get\"", "\"set\""}};

static const ast_enum enum_ts_operator = {
    3, (const char *const[]){NULL, "\"keyof\"", "\"unique\"", "\"readonly\""}};

static const ast_enum enum_ts_mapped_modifier = {
    3, (const char *const[]){NULL, "\"true\"", "\"+\"", "\"-\""}};

static const ast_enum enum_ts_method_kind = {
    3, (const char *const[]){NULL, "\"method\"", "\"get\"", "\"set\""}};

static const ast_field fields_program[] = {
    {",\"sourceType\":", 14, AST_FIELD_ENUM, 2, .members = &enum_source_type},
    {",\"body\":", 8, AST_FIELD_LIST, 16},
    {",\"hashbang\":", 12, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"source\":", 10, AST_FIELD_BYTES, 24},
};

static const ast_field fields_hashbang[] = {
    {",\"value\":", 9, AST_FIELD_TEXT, 12},
};

static const ast_field fields_identifier[] = {
    {",\"name\":", 8, AST_FIELD_TEXT, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
    {",\"decorators\":[]", 16, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_array_expression[] = {
    {",\"elements\":", 12, AST_FIELD_LIST, 16, .may_be_none = true},
};

static const ast_field fields_object_expression[] = {
    {",\"properties\":", 14, AST_FIELD_LIST, 16},
};

static const ast_field fields_function_expression[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 32, .may_be_none = true},
    {",\"async\":", 9, AST_FIELD_BOOL, 2},
    {",\"generator\":", 13, AST_FIELD_BOOL, 3},
    {",\"declare\":", 11, AST_FIELD_BOOL, 36},
    {",\"expression\":false", 19, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_empty_body_function_expression[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 32, .may_be_none = true},
    {",\"async\":", 9, AST_FIELD_BOOL, 2},
    {",\"generator\":", 13, AST_FIELD_BOOL, 3},
    {",\"declare\":", 11, AST_FIELD_BOOL, 36},
    {",\"expression\":false", 19, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_arrow_function_expression[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"expression\":", 14, AST_FIELD_BOOL, 2},
    {",\"async\":", 9, AST_FIELD_BOOL, 3},
    {",\"id\":null", 10, AST_FIELD_CONSTANT, 0},
    {",\"generator\":false", 18, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_class_expression[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"superClass\":", 14, AST_FIELD_NODE, 24, .may_be_none = true},
    {",\"superTypeArguments\":", 22, AST_FIELD_NODE, 28, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 32},
    {",\"implements\":", 14, AST_FIELD_LIST, 40},
    {",\"abstract\":", 12, AST_FIELD_BOOL, 2},
    {",\"declare\":", 11, AST_FIELD_BOOL, 3},
};

static const ast_field fields_unary_expression[] = {
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_unary_operator},
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
    {",\"prefix\":true", 14, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_update_expression[] = {
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_update_operator},
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
    {",\"prefix\":", 10, AST_FIELD_BOOL, 3},
};

static const ast_field fields_binary_expression[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_binary_operator},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_logical_expression[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_logical_operator},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_assignment_expression[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_assignment_operator},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_conditional_expression[] = {
    {",\"test\":", 8, AST_FIELD_NODE, 12},
    {",\"consequent\":", 14, AST_FIELD_NODE, 16},
    {",\"alternate\":", 13, AST_FIELD_NODE, 20},
};

static const ast_field fields_call_expression[] = {
    {",\"callee\":", 10, AST_FIELD_NODE, 12},
    {",\"arguments\":", 13, AST_FIELD_LIST, 16},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 24, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_new_expression[] = {
    {",\"callee\":", 10, AST_FIELD_NODE, 12},
    {",\"arguments\":", 13, AST_FIELD_LIST, 16},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_member_expression[] = {
    {",\"object\":", 10, AST_FIELD_NODE, 12},
    {",\"property\":", 12, AST_FIELD_NODE, 16},
    {",\"computed\":", 12, AST_FIELD_BOOL, 2},
    {",\"optional\":", 12, AST_FIELD_BOOL, 3},
};

static const ast_field fields_chain_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_sequence_expression[] = {
    {",\"expressions\":", 15, AST_FIELD_LIST, 16},
};

static const ast_field fields_parenthesized_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_yield_expression[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"delegate\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_await_expression[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
};

static const ast_field fields_import_expression[] = {
    {",\"source\":", 10, AST_FIELD_NODE, 12},
    {",\"options\":", 11, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"phase\":", 9, AST_FIELD_ENUM, 2, .members = &enum_import_phase, .may_be_none = true},
};

static const ast_field fields_meta_property[] = {
    {",\"meta\":", 8, AST_FIELD_NODE, 12},
    {",\"property\":", 12, AST_FIELD_NODE, 16},
};

static const ast_field fields_template_literal[] = {
    {",\"quasis\":", 10, AST_FIELD_LIST, 16},
    {",\"expressions\":", 15, AST_FIELD_LIST, 24},
};

static const ast_field fields_tagged_template_expression[] = {
    {",\"tag\":", 7, AST_FIELD_NODE, 12},
    {",\"quasi\":", 9, AST_FIELD_NODE, 16},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 20, .may_be_none = true},
};

static const ast_field fields_jsx_element[] = {
    {",\"openingElement\":", 18, AST_FIELD_NODE, 12},
    {",\"children\":", 12, AST_FIELD_LIST, 16},
    {",\"closingElement\":", 18, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_jsx_fragment[] = {
    {",\"openingFragment\":", 19, AST_FIELD_NODE, 12},
    {",\"closingFragment\":", 19, AST_FIELD_NODE, 16},
    {",\"children\":", 12, AST_FIELD_LIST, 24},
};

static const ast_field fields_ts_as_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_satisfies_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_type_assertion[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
    {",\"expression\":", 14, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_non_null_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_instantiation_expression[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16},
};

static const ast_field fields_string_literal[] = {
    {",\"value\":", 9, AST_FIELD_TEXT, 12},
    {",\"raw\":", 7, AST_FIELD_TEXT, 20, .may_be_none = true},
};

static const ast_field fields_numeric_literal[] = {
    {",\"value\":", 9, AST_FIELD_NUMBER, 16},
    {",\"raw\":", 7, AST_FIELD_TEXT, 24, .may_be_none = true},
};

static const ast_field fields_bigint_literal[] = {
    {",\"bigint\":", 10, AST_FIELD_TEXT, 12},
    {",\"raw\":", 7, AST_FIELD_TEXT, 20, .may_be_none = true},
};

static const ast_field fields_boolean_literal[] = {
    {",\"value\":", 9, AST_FIELD_BOOL, 2},
};

static const ast_field fields_null_literal[] = {
    {",\"value\":null", 13, AST_FIELD_CONSTANT, 0},
    {",\"raw\":\"null\"", 13, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_regexp_literal[] = {
    {",\"pattern\":", 11, AST_FIELD_TEXT, 12},
    {",\"flags\":", 9, AST_FIELD_TEXT, 20},
};

static const ast_field fields_spread_element[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
};

static const ast_field fields_private_identifier[] = {
    {",\"name\":", 8, AST_FIELD_TEXT, 12},
};

static const ast_field fields_template_element[] = {
    {",\"raw\":", 7, AST_FIELD_TEXT, 12},
    {",\"cooked\":", 10, AST_FIELD_TEXT, 20, .may_be_none = true},
    {",\"tail\":", 8, AST_FIELD_BOOL, 2},
};

static const ast_field fields_property[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_property_kind},
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16},
    {",\"method\":", 10, AST_FIELD_BOOL, 3},
    {",\"shorthand\":", 13, AST_FIELD_BOOL, 20},
    {",\"computed\":", 12, AST_FIELD_BOOL, 21},
    {",\"optional\":false", 17, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_array_pattern[] = {
    {",\"elements\":", 12, AST_FIELD_LIST, 16, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
    {",\"decorators\":[]", 16, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_object_pattern[] = {
    {",\"properties\":", 14, AST_FIELD_LIST, 16},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
    {",\"decorators\":[]", 16, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_assignment_pattern[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
    {",\"decorators\":[]", 16, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_rest_element[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
    {",\"decorators\":[]", 16, AST_FIELD_CONSTANT, 0},
    {",\"value\":null", 13, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_parameter_property[] = {
    {",\"parameter\":", 13, AST_FIELD_NODE, 12},
    {",\"decorators\":", 14, AST_FIELD_LIST, 16},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 2, .members = &enum_accessibility, .may_be_none = true},
    {",\"override\":", 12, AST_FIELD_BOOL, 3},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 24},
    {",\"static\":false", 15, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_decorated_parameter[] = {
    {",\"parameter\":", 13, AST_FIELD_NODE, 12},
    {",\"decorators\":", 14, AST_FIELD_LIST, 16},
};

static const ast_field fields_decorator[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_block_statement[] = {
    {",\"body\":", 8, AST_FIELD_LIST, 16},
};

static const ast_field fields_expression_statement[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"directive\":null", 17, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_directive[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"directive\":", 13, AST_FIELD_TEXT, 16},
};

static const ast_field fields_if_statement[] = {
    {",\"test\":", 8, AST_FIELD_NODE, 12},
    {",\"consequent\":", 14, AST_FIELD_NODE, 16},
    {",\"alternate\":", 13, AST_FIELD_NODE, 20, .may_be_none = true},
};

static const ast_field fields_for_statement[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"init\":", 8, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"test\":", 8, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"update\":", 10, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_for_in_statement[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
    {",\"body\":", 8, AST_FIELD_NODE, 20},
};

static const ast_field fields_for_of_statement[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
    {",\"body\":", 8, AST_FIELD_NODE, 20},
    {",\"await\":", 9, AST_FIELD_BOOL, 2},
};

static const ast_field fields_while_statement[] = {
    {",\"test\":", 8, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16},
};

static const ast_field fields_do_while_statement[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"test\":", 8, AST_FIELD_NODE, 16},
};

static const ast_field fields_continue_statement[] = {
    {",\"label\":", 9, AST_FIELD_NODE, 12, .may_be_none = true},
};

static const ast_field fields_break_statement[] = {
    {",\"label\":", 9, AST_FIELD_NODE, 12, .may_be_none = true},
};

static const ast_field fields_return_statement[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12, .may_be_none = true},
};

static const ast_field fields_throw_statement[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
};

static const ast_field fields_try_statement[] = {
    {",\"block\":", 9, AST_FIELD_NODE, 12},
    {",\"handler\":", 11, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"finalizer\":", 13, AST_FIELD_NODE, 20, .may_be_none = true},
};

static const ast_field fields_switch_statement[] = {
    {",\"discriminant\":", 16, AST_FIELD_NODE, 12},
    {",\"cases\":", 9, AST_FIELD_LIST, 16},
};

static const ast_field fields_labeled_statement[] = {
    {",\"label\":", 9, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16},
};

static const ast_field fields_with_statement[] = {
    {",\"object\":", 10, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16},
};

static const ast_field fields_variable_declaration[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_variable_kind},
    {",\"declarations\":", 16, AST_FIELD_LIST, 16},
    {",\"declare\":", 11, AST_FIELD_BOOL, 3},
};

static const ast_field fields_function_declaration[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 32, .may_be_none = true},
    {",\"async\":", 9, AST_FIELD_BOOL, 2},
    {",\"generator\":", 13, AST_FIELD_BOOL, 3},
    {",\"declare\":", 11, AST_FIELD_BOOL, 36},
    {",\"expression\":false", 19, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_declare_function[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 32, .may_be_none = true},
    {",\"async\":", 9, AST_FIELD_BOOL, 2},
    {",\"generator\":", 13, AST_FIELD_BOOL, 3},
    {",\"declare\":", 11, AST_FIELD_BOOL, 36},
    {",\"expression\":false", 19, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_class_declaration[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"id\":", 6, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"superClass\":", 14, AST_FIELD_NODE, 24, .may_be_none = true},
    {",\"superTypeArguments\":", 22, AST_FIELD_NODE, 28, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 32},
    {",\"implements\":", 14, AST_FIELD_LIST, 40},
    {",\"abstract\":", 12, AST_FIELD_BOOL, 2},
    {",\"declare\":", 11, AST_FIELD_BOOL, 3},
};

static const ast_field fields_import_declaration[] = {
    {",\"importKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"source\":", 10, AST_FIELD_NODE, 12},
    {",\"specifiers\":", 14, AST_FIELD_LIST, 16},
    {",\"attributes\":", 14, AST_FIELD_LIST, 24},
    {",\"phase\":", 9, AST_FIELD_ENUM, 3, .members = &enum_import_phase, .may_be_none = true},
};

static const ast_field fields_export_named_declaration[] = {
    {",\"exportKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"declaration\":", 15, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"specifiers\":", 14, AST_FIELD_LIST, 16},
    {",\"source\":", 10, AST_FIELD_NODE, 24, .may_be_none = true},
    {",\"attributes\":", 14, AST_FIELD_LIST, 32},
};

static const ast_field fields_export_default_declaration[] = {
    {",\"declaration\":", 15, AST_FIELD_NODE, 12},
    {",\"exportKind\":\"value\"", 21, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_export_all_declaration[] = {
    {",\"exportKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"source\":", 10, AST_FIELD_NODE, 12},
    {",\"exported\":", 12, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"attributes\":", 14, AST_FIELD_LIST, 24},
};

static const ast_field fields_ts_type_alias_declaration[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"declare\":", 11, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_interface_declaration[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"extends\":", 11, AST_FIELD_LIST, 24},
    {",\"declare\":", 11, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_enum_declaration[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16},
    {",\"const\":", 9, AST_FIELD_BOOL, 2},
    {",\"declare\":", 11, AST_FIELD_BOOL, 3},
};

static const ast_field fields_ts_module_declaration[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_ts_module_kind},
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"body\":", 8, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"declare\":", 11, AST_FIELD_BOOL, 3},
};

static const ast_field fields_ts_import_equals_declaration[] = {
    {",\"importKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"moduleReference\":", 19, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_export_assignment[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_namespace_export_declaration[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
};

static const ast_field fields_catch_clause[] = {
    {",\"body\":", 8, AST_FIELD_NODE, 12},
    {",\"param\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_switch_case[] = {
    {",\"test\":", 8, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"consequent\":", 14, AST_FIELD_LIST, 16},
};

static const ast_field fields_variable_declarator[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"init\":", 8, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"definite\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_import_specifier[] = {
    {",\"importKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"imported\":", 12, AST_FIELD_NODE, 12},
    {",\"local\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_import_default_specifier[] = {
    {",\"local\":", 9, AST_FIELD_NODE, 12},
};

static const ast_field fields_import_namespace_specifier[] = {
    {",\"local\":", 9, AST_FIELD_NODE, 12},
};

static const ast_field fields_import_attribute[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_export_specifier[] = {
    {",\"exportKind\":", 14, AST_FIELD_ENUM, 2, .members = &enum_import_kind},
    {",\"local\":", 9, AST_FIELD_NODE, 12},
    {",\"exported\":", 12, AST_FIELD_NODE, 16},
};

static const ast_field fields_class_body[] = {
    {",\"body\":", 8, AST_FIELD_LIST, 16},
};

static const ast_field fields_method_definition[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_method_kind},
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 3, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 20},
    {",\"static\":", 10, AST_FIELD_BOOL, 21},
    {",\"override\":", 12, AST_FIELD_BOOL, 22},
    {",\"optional\":", 12, AST_FIELD_BOOL, 23},
};

static const ast_field fields_ts_abstract_method_definition[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_method_kind},
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 3, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 20},
    {",\"static\":", 10, AST_FIELD_BOOL, 21},
    {",\"override\":", 12, AST_FIELD_BOOL, 22},
    {",\"optional\":", 12, AST_FIELD_BOOL, 23},
};

static const ast_field fields_property_definition[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 2, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 3},
    {",\"static\":", 10, AST_FIELD_BOOL, 32},
    {",\"declare\":", 11, AST_FIELD_BOOL, 33},
    {",\"override\":", 12, AST_FIELD_BOOL, 34},
    {",\"optional\":", 12, AST_FIELD_BOOL, 35},
    {",\"definite\":", 12, AST_FIELD_BOOL, 36},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 37},
};

static const ast_field fields_ts_abstract_property_definition[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 2, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 3},
    {",\"static\":", 10, AST_FIELD_BOOL, 32},
    {",\"declare\":", 11, AST_FIELD_BOOL, 33},
    {",\"override\":", 12, AST_FIELD_BOOL, 34},
    {",\"optional\":", 12, AST_FIELD_BOOL, 35},
    {",\"definite\":", 12, AST_FIELD_BOOL, 36},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 37},
};

static const ast_field fields_accessor_property[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 2, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 3},
    {",\"static\":", 10, AST_FIELD_BOOL, 32},
    {",\"declare\":", 11, AST_FIELD_BOOL, 33},
    {",\"override\":", 12, AST_FIELD_BOOL, 34},
    {",\"optional\":", 12, AST_FIELD_BOOL, 35},
    {",\"definite\":", 12, AST_FIELD_BOOL, 36},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 37},
};

static const ast_field fields_ts_abstract_accessor_property[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"decorators\":", 14, AST_FIELD_LIST, 24},
    {",\"accessibility\":", 17, AST_FIELD_ENUM, 2, .members = &enum_accessibility, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 3},
    {",\"static\":", 10, AST_FIELD_BOOL, 32},
    {",\"declare\":", 11, AST_FIELD_BOOL, 33},
    {",\"override\":", 12, AST_FIELD_BOOL, 34},
    {",\"optional\":", 12, AST_FIELD_BOOL, 35},
    {",\"definite\":", 12, AST_FIELD_BOOL, 36},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 37},
};

static const ast_field fields_static_block[] = {
    {",\"body\":", 8, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_class_implements[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_jsx_opening_element[] = {
    {",\"name\":", 8, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"attributes\":", 14, AST_FIELD_LIST, 24},
    {",\"selfClosing\":", 15, AST_FIELD_BOOL, 2},
};

static const ast_field fields_jsx_closing_element[] = {
    {",\"name\":", 8, AST_FIELD_NODE, 12},
};

static const ast_field fields_jsx_identifier[] = {
    {",\"name\":", 8, AST_FIELD_TEXT, 12},
};

static const ast_field fields_jsx_namespaced_name[] = {
    {",\"namespace\":", 13, AST_FIELD_NODE, 12},
    {",\"name\":", 8, AST_FIELD_NODE, 16},
};

static const ast_field fields_jsx_member_expression[] = {
    {",\"object\":", 10, AST_FIELD_NODE, 12},
    {",\"property\":", 12, AST_FIELD_NODE, 16},
};

static const ast_field fields_jsx_attribute[] = {
    {",\"name\":", 8, AST_FIELD_NODE, 12},
    {",\"value\":", 9, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_jsx_spread_attribute[] = {
    {",\"argument\":", 12, AST_FIELD_NODE, 12},
};

static const ast_field fields_jsx_text[] = {
    {",\"value\":", 9, AST_FIELD_TEXT, 12},
    {",\"raw\":", 7, AST_FIELD_TEXT, 20, .may_be_none = true},
};

static const ast_field fields_jsx_expression_container[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_jsx_spread_child[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_type_reference[] = {
    {",\"typeName\":", 12, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_ts_array_type[] = {
    {",\"elementType\":", 15, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_union_type[] = {
    {",\"types\":", 9, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_intersection_type[] = {
    {",\"types\":", 9, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_literal_type[] = {
    {",\"literal\":", 11, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_type_literal[] = {
    {",\"members\":", 11, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_function_type[] = {
    {",\"returnType\":", 14, AST_FIELD_NODE, 12},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
};

static const ast_field fields_ts_constructor_type[] = {
    {",\"returnType\":", 14, AST_FIELD_NODE, 12},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"abstract\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_type_operator[] = {
    {",\"operator\":", 12, AST_FIELD_ENUM, 2, .members = &enum_ts_operator},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_indexed_access_type[] = {
    {",\"objectType\":", 14, AST_FIELD_NODE, 12},
    {",\"indexType\":", 13, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_conditional_type[] = {
    {",\"checkType\":", 13, AST_FIELD_NODE, 12},
    {",\"extendsType\":", 15, AST_FIELD_NODE, 16},
    {",\"trueType\":", 12, AST_FIELD_NODE, 20},
    {",\"falseType\":", 13, AST_FIELD_NODE, 24},
};

static const ast_field fields_ts_infer_type[] = {
    {",\"typeParameter\":", 17, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_parenthesized_type[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_type_query[] = {
    {",\"exprName\":", 12, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_ts_import_type[] = {
    {",\"source\":", 10, AST_FIELD_NODE, 12},
    {",\"options\":", 11, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"qualifier\":", 13, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_ts_mapped_type[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"constraint\":", 14, AST_FIELD_NODE, 16},
    {",\"nameType\":", 12, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 24, .may_be_none = true},
    {",\"optional\":", 12, AST_FIELD_ENUM, 2, .members = &enum_ts_mapped_modifier, .may_be_none = true},
    {",\"readonly\":", 12, AST_FIELD_ENUM, 3, .members = &enum_ts_mapped_modifier, .may_be_none = true},
};

static const ast_field fields_ts_tuple_type[] = {
    {",\"elementTypes\":", 16, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_named_tuple_member[] = {
    {",\"label\":", 9, AST_FIELD_NODE, 12},
    {",\"elementType\":", 15, AST_FIELD_NODE, 16},
    {",\"optional\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_optional_type[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_rest_type[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_template_literal_type[] = {
    {",\"quasis\":", 10, AST_FIELD_LIST, 16},
    {",\"types\":", 9, AST_FIELD_LIST, 24},
};

static const ast_field fields_ts_type_predicate[] = {
    {",\"parameterName\":", 17, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"asserts\":", 11, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_property_signature[] = {
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 2},
    {",\"optional\":", 12, AST_FIELD_BOOL, 3},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 20},
    {",\"accessibility\":null", 21, AST_FIELD_CONSTANT, 0},
    {",\"static\":false", 15, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_method_signature[] = {
    {",\"kind\":", 8, AST_FIELD_ENUM, 2, .members = &enum_ts_method_kind},
    {",\"key\":", 7, AST_FIELD_NODE, 12},
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 24},
    {",\"returnType\":", 14, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 3},
    {",\"optional\":", 12, AST_FIELD_BOOL, 32},
    {",\"accessibility\":null", 21, AST_FIELD_CONSTANT, 0},
    {",\"readonly\":false", 17, AST_FIELD_CONSTANT, 0},
    {",\"static\":false", 15, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_index_signature[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
    {",\"parameters\":", 14, AST_FIELD_LIST, 16},
    {",\"readonly\":", 12, AST_FIELD_BOOL, 2},
    {",\"static\":", 10, AST_FIELD_BOOL, 3},
    {",\"accessibility\":null", 21, AST_FIELD_CONSTANT, 0},
};

static const ast_field fields_ts_call_signature_declaration[] = {
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 16},
    {",\"returnType\":", 14, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_ts_construct_signature_declaration[] = {
    {",\"typeParameters\":", 18, AST_FIELD_NODE, 12, .may_be_none = true},
    {",\"params\":", 10, AST_FIELD_LIST, 16},
    {",\"returnType\":", 14, AST_FIELD_NODE, 24, .may_be_none = true},
};

static const ast_field fields_ts_qualified_name[] = {
    {",\"left\":", 8, AST_FIELD_NODE, 12},
    {",\"right\":", 9, AST_FIELD_NODE, 16},
};

static const ast_field fields_ts_type_annotation[] = {
    {",\"typeAnnotation\":", 18, AST_FIELD_NODE, 12},
};

static const ast_field fields_ts_type_parameter_instantiation[] = {
    {",\"params\":", 10, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_type_parameter_declaration[] = {
    {",\"params\":", 10, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_type_parameter[] = {
    {",\"name\":", 8, AST_FIELD_NODE, 12},
    {",\"constraint\":", 14, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"default\":", 11, AST_FIELD_NODE, 20, .may_be_none = true},
    {",\"in\":", 6, AST_FIELD_BOOL, 2},
    {",\"out\":", 7, AST_FIELD_BOOL, 3},
    {",\"const\":", 9, AST_FIELD_BOOL, 24},
};

static const ast_field fields_ts_interface_body[] = {
    {",\"body\":", 8, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_interface_heritage[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
    {",\"typeArguments\":", 17, AST_FIELD_NODE, 16, .may_be_none = true},
};

static const ast_field fields_ts_enum_body[] = {
    {",\"members\":", 11, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_enum_member[] = {
    {",\"id\":", 6, AST_FIELD_NODE, 12},
    {",\"initializer\":", 15, AST_FIELD_NODE, 16, .may_be_none = true},
    {",\"computed\":", 12, AST_FIELD_BOOL, 2},
};

static const ast_field fields_ts_module_block[] = {
    {",\"body\":", 8, AST_FIELD_LIST, 16},
};

static const ast_field fields_ts_external_module_reference[] = {
    {",\"expression\":", 14, AST_FIELD_NODE, 12},
};

const ast_type ast_types[AST_TAGS] = {
    [AST_PROGRAM] = {"Program", fields_program, 4, 32},
    [AST_HASHBANG] = {"Hashbang", fields_hashbang, 1, 24},
    [AST_IDENTIFIER] = {"Identifier", fields_identifier, 4, 24},
    [AST_THIS_EXPRESSION] = {"ThisExpression", NULL, 0, 16},
    [AST_SUPER] = {"Super", NULL, 0, 16},
    [AST_ARRAY_EXPRESSION] = {"ArrayExpression", fields_array_expression, 1, 24},
    [AST_OBJECT_EXPRESSION] = {"ObjectExpression", fields_object_expression, 1, 24},
    [AST_FUNCTION_EXPRESSION] = {"FunctionExpression", fields_function_expression, 9, 40},
    [AST_TS_EMPTY_BODY_FUNCTION_EXPRESSION] = {"TSEmptyBodyFunctionExpression", fields_ts_empty_body_function_expression, 9, 40},
    [AST_ARROW_FUNCTION_EXPRESSION] = {"ArrowFunctionExpression", fields_arrow_function_expression, 8, 32},
    [AST_CLASS_EXPRESSION] = {"ClassExpression", fields_class_expression, 9, 48},
    [AST_UNARY_EXPRESSION] = {"UnaryExpression", fields_unary_expression, 3, 16},
    [AST_UPDATE_EXPRESSION] = {"UpdateExpression", fields_update_expression, 3, 16},
    [AST_BINARY_EXPRESSION] = {"BinaryExpression", fields_binary_expression, 3, 24},
    [AST_LOGICAL_EXPRESSION] = {"LogicalExpression", fields_logical_expression, 3, 24},
    [AST_ASSIGNMENT_EXPRESSION] = {"AssignmentExpression", fields_assignment_expression, 3, 24},
    [AST_CONDITIONAL_EXPRESSION] = {"ConditionalExpression", fields_conditional_expression, 3, 24},
    [AST_CALL_EXPRESSION] = {"CallExpression", fields_call_expression, 4, 32},
    [AST_NEW_EXPRESSION] = {"NewExpression", fields_new_expression, 3, 32},
    [AST_MEMBER_EXPRESSION] = {"MemberExpression", fields_member_expression, 4, 24},
    [AST_CHAIN_EXPRESSION] = {"ChainExpression", fields_chain_expression, 1, 16},
    [AST_SEQUENCE_EXPRESSION] = {"SequenceExpression", fields_sequence_expression, 1, 24},
    [AST_PARENTHESIZED_EXPRESSION] = {"ParenthesizedExpression", fields_parenthesized_expression, 1, 16},
    [AST_YIELD_EXPRESSION] = {"YieldExpression", fields_yield_expression, 2, 16},
    [AST_AWAIT_EXPRESSION] = {"AwaitExpression", fields_await_expression, 1, 16},
    [AST_IMPORT_EXPRESSION] = {"ImportExpression", fields_import_expression, 3, 24},
    [AST_META_PROPERTY] = {"MetaProperty", fields_meta_property, 2, 24},
    [AST_TEMPLATE_LITERAL] = {"TemplateLiteral", fields_template_literal, 2, 32},
    [AST_TAGGED_TEMPLATE_EXPRESSION] = {"TaggedTemplateExpression", fields_tagged_template_expression, 3, 24},
    [AST_JSX_ELEMENT] = {"JSXElement", fields_jsx_element, 3, 32},
    [AST_JSX_FRAGMENT] = {"JSXFragment", fields_jsx_fragment, 3, 32},
    [AST_TS_AS_EXPRESSION] = {"TSAsExpression", fields_ts_as_expression, 2, 24},
    [AST_TS_SATISFIES_EXPRESSION] = {"TSSatisfiesExpression", fields_ts_satisfies_expression, 2, 24},
    [AST_TS_TYPE_ASSERTION] = {"TSTypeAssertion", fields_ts_type_assertion, 2, 24},
    [AST_TS_NON_NULL_EXPRESSION] = {"TSNonNullExpression", fields_ts_non_null_expression, 1, 16},
    [AST_TS_INSTANTIATION_EXPRESSION] = {"TSInstantiationExpression", fields_ts_instantiation_expression, 2, 24},
    [AST_STRING_LITERAL] = {"Literal", fields_string_literal, 2, 32},
    [AST_NUMERIC_LITERAL] = {"Literal", fields_numeric_literal, 2, 32},
    [AST_BIGINT_LITERAL] = {"Literal", fields_bigint_literal, 2, 32},
    [AST_BOOLEAN_LITERAL] = {"Literal", fields_boolean_literal, 1, 16},
    [AST_NULL_LITERAL] = {"Literal", fields_null_literal, 2, 16},
    [AST_REGEXP_LITERAL] = {"Literal", fields_regexp_literal, 2, 32},
    [AST_SPREAD_ELEMENT] = {"SpreadElement", fields_spread_element, 1, 16},
    [AST_PRIVATE_IDENTIFIER] = {"PrivateIdentifier", fields_private_identifier, 1, 24},
    [AST_TEMPLATE_ELEMENT] = {"TemplateElement", fields_template_element, 3, 32},
    [AST_PROPERTY] = {"Property", fields_property, 7, 24},
    [AST_ARRAY_PATTERN] = {"ArrayPattern", fields_array_pattern, 4, 24},
    [AST_OBJECT_PATTERN] = {"ObjectPattern", fields_object_pattern, 4, 24},
    [AST_ASSIGNMENT_PATTERN] = {"AssignmentPattern", fields_assignment_pattern, 5, 24},
    [AST_REST_ELEMENT] = {"RestElement", fields_rest_element, 5, 24},
    [AST_TS_PARAMETER_PROPERTY] = {"TSParameterProperty", fields_ts_parameter_property, 6, 32},
    [AST_DECORATED_PARAMETER] = {"DecoratedParameter", fields_decorated_parameter, 2, 24},
    [AST_DECORATOR] = {"Decorator", fields_decorator, 1, 16},
    [AST_BLOCK_STATEMENT] = {"BlockStatement", fields_block_statement, 1, 24},
    [AST_EXPRESSION_STATEMENT] = {"ExpressionStatement", fields_expression_statement, 2, 16},
    [AST_DIRECTIVE] = {"ExpressionStatement", fields_directive, 2, 24},
    [AST_EMPTY_STATEMENT] = {"EmptyStatement", NULL, 0, 16},
    [AST_DEBUGGER_STATEMENT] = {"DebuggerStatement", NULL, 0, 16},
    [AST_IF_STATEMENT] = {"IfStatement", fields_if_statement, 3, 24},
    [AST_FOR_STATEMENT] = {"ForStatement", fields_for_statement, 4, 32},
    [AST_FOR_IN_STATEMENT] = {"ForInStatement", fields_for_in_statement, 3, 24},
    [AST_FOR_OF_STATEMENT] = {"ForOfStatement", fields_for_of_statement, 4, 24},
    [AST_WHILE_STATEMENT] = {"WhileStatement", fields_while_statement, 2, 24},
    [AST_DO_WHILE_STATEMENT] = {"DoWhileStatement", fields_do_while_statement, 2, 24},
    [AST_CONTINUE_STATEMENT] = {"ContinueStatement", fields_continue_statement, 1, 16},
    [AST_BREAK_STATEMENT] = {"BreakStatement", fields_break_statement, 1, 16},
    [AST_RETURN_STATEMENT] = {"ReturnStatement", fields_return_statement, 1, 16},
    [AST_THROW_STATEMENT] = {"ThrowStatement", fields_throw_statement, 1, 16},
    [AST_TRY_STATEMENT] = {"TryStatement", fields_try_statement, 3, 24},
    [AST_SWITCH_STATEMENT] = {"SwitchStatement", fields_switch_statement, 2, 24},
    [AST_LABELED_STATEMENT] = {"LabeledStatement", fields_labeled_statement, 2, 24},
    [AST_WITH_STATEMENT] = {"WithStatement", fields_with_statement, 2, 24},
    [AST_VARIABLE_DECLARATION] = {"VariableDeclaration", fields_variable_declaration, 3, 24},
    [AST_FUNCTION_DECLARATION] = {"FunctionDeclaration", fields_function_declaration, 9, 40},
    [AST_TS_DECLARE_FUNCTION] = {"TSDeclareFunction", fields_ts_declare_function, 9, 40},
    [AST_CLASS_DECLARATION] = {"ClassDeclaration", fields_class_declaration, 9, 48},
    [AST_IMPORT_DECLARATION] = {"ImportDeclaration", fields_import_declaration, 5, 32},
    [AST_EXPORT_NAMED_DECLARATION] = {"ExportNamedDeclaration", fields_export_named_declaration, 5, 40},
    [AST_EXPORT_DEFAULT_DECLARATION] = {"ExportDefaultDeclaration", fields_export_default_declaration, 2, 16},
    [AST_EXPORT_ALL_DECLARATION] = {"ExportAllDeclaration", fields_export_all_declaration, 4, 32},
    [AST_TS_TYPE_ALIAS_DECLARATION] = {"TSTypeAliasDeclaration", fields_ts_type_alias_declaration, 4, 24},
    [AST_TS_INTERFACE_DECLARATION] = {"TSInterfaceDeclaration", fields_ts_interface_declaration, 5, 32},
    [AST_TS_ENUM_DECLARATION] = {"TSEnumDeclaration", fields_ts_enum_declaration, 4, 24},
    [AST_TS_MODULE_DECLARATION] = {"TSModuleDeclaration", fields_ts_module_declaration, 4, 24},
    [AST_TS_IMPORT_EQUALS_DECLARATION] = {"TSImportEqualsDeclaration", fields_ts_import_equals_declaration, 3, 24},
    [AST_TS_EXPORT_ASSIGNMENT] = {"TSExportAssignment", fields_ts_export_assignment, 1, 16},
    [AST_TS_NAMESPACE_EXPORT_DECLARATION] = {"TSNamespaceExportDeclaration", fields_ts_namespace_export_declaration, 1, 16},
    [AST_CATCH_CLAUSE] = {"CatchClause", fields_catch_clause, 2, 24},
    [AST_SWITCH_CASE] = {"SwitchCase", fields_switch_case, 2, 24},
    [AST_VARIABLE_DECLARATOR] = {"VariableDeclarator", fields_variable_declarator, 3, 24},
    [AST_IMPORT_SPECIFIER] = {"ImportSpecifier", fields_import_specifier, 3, 24},
    [AST_IMPORT_DEFAULT_SPECIFIER] = {"ImportDefaultSpecifier", fields_import_default_specifier, 1, 16},
    [AST_IMPORT_NAMESPACE_SPECIFIER] = {"ImportNamespaceSpecifier", fields_import_namespace_specifier, 1, 16},
    [AST_IMPORT_ATTRIBUTE] = {"ImportAttribute", fields_import_attribute, 2, 24},
    [AST_EXPORT_SPECIFIER] = {"ExportSpecifier", fields_export_specifier, 3, 24},
    [AST_CLASS_BODY] = {"ClassBody", fields_class_body, 1, 24},
    [AST_METHOD_DEFINITION] = {"MethodDefinition", fields_method_definition, 9, 32},
    [AST_TS_ABSTRACT_METHOD_DEFINITION] = {"TSAbstractMethodDefinition", fields_ts_abstract_method_definition, 9, 32},
    [AST_PROPERTY_DEFINITION] = {"PropertyDefinition", fields_property_definition, 12, 40},
    [AST_TS_ABSTRACT_PROPERTY_DEFINITION] = {"TSAbstractPropertyDefinition", fields_ts_abstract_property_definition, 12, 40},
    [AST_ACCESSOR_PROPERTY] = {"AccessorProperty", fields_accessor_property, 12, 40},
    [AST_TS_ABSTRACT_ACCESSOR_PROPERTY] = {"TSAbstractAccessorProperty", fields_ts_abstract_accessor_property, 12, 40},
    [AST_STATIC_BLOCK] = {"StaticBlock", fields_static_block, 1, 24},
    [AST_TS_CLASS_IMPLEMENTS] = {"TSClassImplements", fields_ts_class_implements, 2, 24},
    [AST_JSX_OPENING_ELEMENT] = {"JSXOpeningElement", fields_jsx_opening_element, 4, 32},
    [AST_JSX_CLOSING_ELEMENT] = {"JSXClosingElement", fields_jsx_closing_element, 1, 16},
    [AST_JSX_OPENING_FRAGMENT] = {"JSXOpeningFragment", NULL, 0, 16},
    [AST_JSX_CLOSING_FRAGMENT] = {"JSXClosingFragment", NULL, 0, 16},
    [AST_JSX_IDENTIFIER] = {"JSXIdentifier", fields_jsx_identifier, 1, 24},
    [AST_JSX_NAMESPACED_NAME] = {"JSXNamespacedName", fields_jsx_namespaced_name, 2, 24},
    [AST_JSX_MEMBER_EXPRESSION] = {"JSXMemberExpression", fields_jsx_member_expression, 2, 24},
    [AST_JSX_ATTRIBUTE] = {"JSXAttribute", fields_jsx_attribute, 2, 24},
    [AST_JSX_SPREAD_ATTRIBUTE] = {"JSXSpreadAttribute", fields_jsx_spread_attribute, 1, 16},
    [AST_JSX_TEXT] = {"JSXText", fields_jsx_text, 2, 32},
    [AST_JSX_EXPRESSION_CONTAINER] = {"JSXExpressionContainer", fields_jsx_expression_container, 1, 16},
    [AST_JSX_EMPTY_EXPRESSION] = {"JSXEmptyExpression", NULL, 0, 16},
    [AST_JSX_SPREAD_CHILD] = {"JSXSpreadChild", fields_jsx_spread_child, 1, 16},
    [AST_TS_ANY_KEYWORD] = {"TSAnyKeyword", NULL, 0, 16},
    [AST_TS_BIGINT_KEYWORD] = {"TSBigIntKeyword", NULL, 0, 16},
    [AST_TS_BOOLEAN_KEYWORD] = {"TSBooleanKeyword", NULL, 0, 16},
    [AST_TS_INTRINSIC_KEYWORD] = {"TSIntrinsicKeyword", NULL, 0, 16},
    [AST_TS_NEVER_KEYWORD] = {"TSNeverKeyword", NULL, 0, 16},
    [AST_TS_NULL_KEYWORD] = {"TSNullKeyword", NULL, 0, 16},
    [AST_TS_NUMBER_KEYWORD] = {"TSNumberKeyword", NULL, 0, 16},
    [AST_TS_OBJECT_KEYWORD] = {"TSObjectKeyword", NULL, 0, 16},
    [AST_TS_STRING_KEYWORD] = {"TSStringKeyword", NULL, 0, 16},
    [AST_TS_SYMBOL_KEYWORD] = {"TSSymbolKeyword", NULL, 0, 16},
    [AST_TS_UNDEFINED_KEYWORD] = {"TSUndefinedKeyword", NULL, 0, 16},
    [AST_TS_UNKNOWN_KEYWORD] = {"TSUnknownKeyword", NULL, 0, 16},
    [AST_TS_VOID_KEYWORD] = {"TSVoidKeyword", NULL, 0, 16},
    [AST_TS_THIS_TYPE] = {"TSThisType", NULL, 0, 16},
    [AST_TS_TYPE_REFERENCE] = {"TSTypeReference", fields_ts_type_reference, 2, 24},
    [AST_TS_ARRAY_TYPE] = {"TSArrayType", fields_ts_array_type, 1, 16},
    [AST_TS_UNION_TYPE] = {"TSUnionType", fields_ts_union_type, 1, 24},
    [AST_TS_INTERSECTION_TYPE] = {"TSIntersectionType", fields_ts_intersection_type, 1, 24},
    [AST_TS_LITERAL_TYPE] = {"TSLiteralType", fields_ts_literal_type, 1, 16},
    [AST_TS_TYPE_LITERAL] = {"TSTypeLiteral", fields_ts_type_literal, 1, 24},
    [AST_TS_FUNCTION_TYPE] = {"TSFunctionType", fields_ts_function_type, 3, 32},
    [AST_TS_CONSTRUCTOR_TYPE] = {"TSConstructorType", fields_ts_constructor_type, 4, 32},
    [AST_TS_TYPE_OPERATOR] = {"TSTypeOperator", fields_ts_type_operator, 2, 16},
    [AST_TS_INDEXED_ACCESS_TYPE] = {"TSIndexedAccessType", fields_ts_indexed_access_type, 2, 24},
    [AST_TS_CONDITIONAL_TYPE] = {"TSConditionalType", fields_ts_conditional_type, 4, 32},
    [AST_TS_INFER_TYPE] = {"TSInferType", fields_ts_infer_type, 1, 16},
    [AST_TS_PARENTHESIZED_TYPE] = {"TSParenthesizedType", fields_ts_parenthesized_type, 1, 16},
    [AST_TS_TYPE_QUERY] = {"TSTypeQuery", fields_ts_type_query, 2, 24},
    [AST_TS_IMPORT_TYPE] = {"TSImportType", fields_ts_import_type, 4, 32},
    [AST_TS_MAPPED_TYPE] = {"TSMappedType", fields_ts_mapped_type, 6, 32},
    [AST_TS_TUPLE_TYPE] = {"TSTupleType", fields_ts_tuple_type, 1, 24},
    [AST_TS_NAMED_TUPLE_MEMBER] = {"TSNamedTupleMember", fields_ts_named_tuple_member, 3, 24},
    [AST_TS_OPTIONAL_TYPE] = {"TSOptionalType", fields_ts_optional_type, 1, 16},
    [AST_TS_REST_TYPE] = {"TSRestType", fields_ts_rest_type, 1, 16},
    [AST_TS_TEMPLATE_LITERAL_TYPE] = {"TSTemplateLiteralType", fields_ts_template_literal_type, 2, 32},
    [AST_TS_TYPE_PREDICATE] = {"TSTypePredicate", fields_ts_type_predicate, 3, 24},
    [AST_TS_PROPERTY_SIGNATURE] = {"TSPropertySignature", fields_ts_property_signature, 7, 24},
    [AST_TS_METHOD_SIGNATURE] = {"TSMethodSignature", fields_ts_method_signature, 10, 40},
    [AST_TS_INDEX_SIGNATURE] = {"TSIndexSignature", fields_ts_index_signature, 5, 24},
    [AST_TS_CALL_SIGNATURE_DECLARATION] = {"TSCallSignatureDeclaration", fields_ts_call_signature_declaration, 3, 32},
    [AST_TS_CONSTRUCT_SIGNATURE_DECLARATION] = {"TSConstructSignatureDeclaration", fields_ts_construct_signature_declaration, 3, 32},
    [AST_TS_QUALIFIED_NAME] = {"TSQualifiedName", fields_ts_qualified_name, 2, 24},
    [AST_TS_TYPE_ANNOTATION] = {"TSTypeAnnotation", fields_ts_type_annotation, 1, 16},
    [AST_TS_TYPE_PARAMETER_INSTANTIATION] = {"TSTypeParameterInstantiation", fields_ts_type_parameter_instantiation, 1, 24},
    [AST_TS_TYPE_PARAMETER_DECLARATION] = {"TSTypeParameterDeclaration", fields_ts_type_parameter_declaration, 1, 24},
    [AST_TS_TYPE_PARAMETER] = {"TSTypeParameter", fields_ts_type_parameter, 6, 32},
    [AST_TS_INTERFACE_BODY] = {"TSInterfaceBody", fields_ts_interface_body, 1, 24},
    [AST_TS_INTERFACE_HERITAGE] = {"TSInterfaceHeritage", fields_ts_interface_heritage, 2, 24},
    [AST_TS_ENUM_BODY] = {"TSEnumBody", fields_ts_enum_body, 1, 24},
    [AST_TS_ENUM_MEMBER] = {"TSEnumMember", fields_ts_enum_member, 3, 24},
    [AST_TS_MODULE_BLOCK] = {"TSModuleBlock", fields_ts_module_block, 1, 24},
    [AST_TS_EXTERNAL_MODULE_REFERENCE] = {"TSExternalModuleReference", fields_ts_external_module_reference, 1, 16},
};
