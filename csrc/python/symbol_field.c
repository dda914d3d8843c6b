/* symbol_field.c - fields of Symbol: text as its number in the arena's own table. */
#include "core.h"

static PyObject *
load_symbol(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)position;
    uint32_t number;
    memcpy(&number, data, sizeof number);
    if (number == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    PyObject *string = number ? bump_symbol_string(b, number - 1) : NULL;
    return string ? Py_NewRef(string)
                  : raise_corrupt(b->state, where, "no such symbol", number);
}

static store_result
store_symbol(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    (void)position;
    uint32_t symbol;
    if (!PyUnicode_Check(value)) {
        return raise_type(p, value, where);
    }
    if (bump_make_symbol(b, value, &symbol) < 0) {
        return STORE_ERROR;
    }
    symbol++;
    memcpy(data, &symbol, sizeof symbol);
    return STORE_OK;
}

const plan_ops symbol_ops = {"symbol", 4, 4, load_symbol, store_symbol, NULL};
