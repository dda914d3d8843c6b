"""An intermediate representation: functions, statements and expressions, run and analysed.

A compiler holds a whole program in such records, hands it from pass to pass, and drops it
when the code is written. Two families, `Stmt` and `Expr`, refer to each other; the bodies
are slices, because their length is known when the parser has seen their end. A pass over
all nodes of a kind is `find_all`, which runs at native speed and sees each node once.
"""

from collections.abc import Mapping
from typing import Literal

from arenite import Bump, Slice, Struct, find_all, i64


class Expr(Struct, tag=True):
    """What has a value."""


class Const(Expr):
    value: i64


class Var(Expr):
    name: str


class Op(Expr):
    sign: Literal["+", "-", "*", "<"]  # the last one gives 0 or 1
    left: Expr
    right: Expr


class Call(Expr):
    function: str
    args: Slice[Expr]


class Stmt(Struct, tag=True):
    """What is done."""


class Assign(Stmt):
    name: str
    value: Expr


class If(Stmt):
    condition: Expr
    body: Slice[Stmt]


class Return(Stmt):
    value: Expr


class Function(Struct):
    name: str
    params: Slice[str]
    body: Slice[Stmt]


class Program(Struct):
    functions: Slice[Function]


class Interpreter:
    def __init__(self, program: Program) -> None:
        self.functions = {function.name: function for function in program.functions}

    def call(self, name: str, *args: int) -> int:
        function = self.functions[name]
        value = self.run(function.body, dict(zip(function.params, args, strict=True)))
        return value or 0

    def run(self, body: Slice[Stmt], variables: dict[str, int]) -> int | None:
        for stmt in body:
            match stmt:
                case Assign(name=name, value=value):
                    variables[name] = self.value(value, variables)
                case If(condition=condition, body=inner):
                    if self.value(condition, variables):
                        result = self.run(inner, variables)
                        if result is not None:
                            return result
                case Return(value=value):
                    return self.value(value, variables)
        return None

    def value(self, expr: Expr, variables: Mapping[str, int]) -> int:
        match expr:
            case Const(value=value):
                return value
            case Var(name=name):
                return variables[name]
            case Call(function=function, args=args):
                return self.call(function, *(self.value(arg, variables) for arg in args))
            case Op(sign=sign, left=left, right=right):
                a, b = self.value(left, variables), self.value(right, variables)
                return {"+": a + b, "-": a - b, "*": a * b, "<": int(a < b)}[sign]
        raise AssertionError(expr)


def factorial() -> Program:
    """The program that a parser would have made."""
    n, one = Var("n"), Const(1)  # shared: a graph of records need not be a tree
    smaller = Call("factorial", [Op("-", n, one)])
    body = [If(Op("<", n, Const(2)), [Return(one)]), Return(Op("*", n, smaller))]
    main = [Assign("n", Call("factorial", [Const(10)])), Return(Op("+", n, one))]
    return Program([Function("factorial", ["n"], body), Function("main", [], main)])


def main() -> None:
    with Bump() as bump:
        program = factorial()
        for function in program.functions:
            calls = [call.function for call in find_all(function, Call)]
            print(f"{function.name}({', '.join(function.params)}) calls {', '.join(calls)}")
        print(f"main() = {Interpreter(program).call('main')}")

        for const in find_all(program, Const):
            if const.value == 10:
                const.value = 5
        print(f"with another constant {Interpreter(program).call('main')}")
        print(f"{bump.stats().used} bytes for the program")


if __name__ == "__main__":
    main()
