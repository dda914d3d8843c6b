/* early_codes.h - the kinds of early errors: their stable names, and what to do. */
#ifndef ARENITE_EARLY_CODES_H
#define ARENITE_EARLY_CODES_H

/* X(constant, name, message, what is at the other place or NULL).  The names are
 * public: `error.code` in Python.  They are never changed, only added to. */
#define EARLY_CODES(X) \
    X(REDECLARED, "redeclared", \
      "This name is declared already in this scope; rename one of the two", \
      "first declared here") \
    X(DUPLICATE_PARAMETER, "duplicate-parameter", \
      "Two parameters have this name; rename one of them", "the other parameter") \
    X(LET_AS_NAME, "let-as-name", \
      "'let' cannot be the name of a let, const or class; choose another", NULL) \
    X(STRICT_NAME, "strict-name", \
      "In strict mode nothing can be named 'eval' or 'arguments'; choose another name", NULL) \
    X(STRICT_RESERVED, "strict-reserved-word", \
      "This word is reserved in strict mode; choose another name", NULL) \
    X(STRICT_TARGET, "strict-target", \
      "'eval' and 'arguments' cannot be assigned to in strict mode", NULL) \
    X(STRICT_DELETE, "strict-delete", \
      "A name cannot be deleted in strict mode, only a property", NULL) \
    X(STRICT_WITH, "strict-with", "'with' is not allowed in strict mode", NULL) \
    X(USE_STRICT, "use-strict-parameters", \
      "'use strict' needs plain names as parameters; put it outside of the function", \
      "the parameter that is none") \
    X(DELETE_PRIVATE, "delete-private-name", \
      "A private name cannot be deleted; assign undefined to it", NULL) \
    X(LABEL_REDECLARED, "duplicate-label", \
      "A statement around this one has the same label; rename one of the two", \
      "the outer label") \
    X(LABEL_UNKNOWN, "unknown-label", "No statement around this one has this label", NULL) \
    X(LABEL_NO_LOOP, "continue-without-loop-label", \
      "'continue' needs the label of a loop; this label is of another statement", \
      "the label") \
    X(BREAK_OUTSIDE, "break-outside", \
      "'break' without a label must be in a loop or a switch", NULL) \
    X(CONTINUE_OUTSIDE, "continue-outside", "'continue' must be in a loop", NULL) \
    X(LABELED_FUNCTION, "labeled-function", \
      "A function with a label cannot be the body of a statement; put braces around it", NULL) \
    X(PRIVATE_UNKNOWN, "unknown-private-name", \
      "No class around this place declares this private name", NULL) \
    X(PRIVATE_REDECLARED, "duplicate-private-name", \
      "The class has a member of this private name already; rename one of the two", \
      "the other member") \
    X(PRIVATE_CONSTRUCTOR, "private-constructor-name", \
      "A private name cannot be '#constructor'; choose another", NULL) \
    X(PRIVATE_OF_SUPER, "private-of-super", \
      "'super' has no private names; use 'this'", NULL) \
    X(CONSTRUCTOR_TWICE, "duplicate-constructor", \
      "A class has one constructor; join the two", "the other constructor") \
    X(STATIC_PROTOTYPE, "static-prototype", \
      "A static member cannot be named 'prototype'; choose another name", NULL) \
    X(SUPER_CALL, "super-call-outside", \
      "'super()' is for the constructor of a class that extends another", NULL) \
    X(SUPER_PROPERTY, "super-property-outside", \
      "'super' is for methods, fields and static blocks", NULL) \
    X(NEW_TARGET, "new-target-outside", "'new.target' is for functions", NULL) \
    X(ARGUMENTS, "arguments-in-field", \
      "A field's value and a static block have no 'arguments'", NULL) \
    X(EXPORT_TWICE, "duplicate-export", \
      "The module exports this name already; rename one of the two", "the other export") \
    X(EXPORT_UNKNOWN, "undeclared-export", \
      "What is exported must be declared in this module", NULL) \
    X(EXPORT_SURROGATE, "export-name-surrogate", \
      "The name of an import or export cannot hold half of a surrogate pair", NULL) \
    X(ATTRIBUTE_TWICE, "duplicate-attribute", \
      "An import attribute can be given once only", "the other attribute") \
    X(PROTO_TWICE, "duplicate-proto", \
      "An object literal can set '__proto__' once only", "the other '__proto__'") \
    X(NAMESPACE_EXPORT, "export-in-namespace", \
      "A namespace can export declarations only; put 'export' before the declaration", NULL) \
    X(ABSTRACT_MEMBER, "abstract-member", \
      "Only an abstract class has abstract members; make the class abstract", NULL) \
    X(PARAMETER_PROPERTY, "parameter-property-overload", \
      "Only the constructor with a body makes properties of its parameters", NULL)

typedef enum early_code {
#define EARLY_CONSTANT(constant, name, message, related) EARLY_##constant,
    EARLY_CODES(EARLY_CONSTANT)
#undef EARLY_CONSTANT
    EARLY_CODE_COUNT
} early_code;

typedef struct early_text {
    const char *name, *message, *related; /* related: NULL when there is no other place */
} early_text;

extern const early_text early_texts[EARLY_CODE_COUNT];

#endif
