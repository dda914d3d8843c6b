//! bumpalo's side of `benchmarks/native.py`: `native-bumpalo CASE MILLISECONDS`
//! prints the nanoseconds of one operation in the fastest run of the case.
//!
//! Case for case the same work as `arena.c` beside it, and under the same names.

use bumpalo::collections::{String as BumpString, Vec as BumpVec};
use bumpalo::Bump;
use std::alloc::Layout;
use std::hint::black_box;
use std::mem::size_of;
use std::time::{Duration, Instant};

const MANY: usize = 10_000;
const NODES: u64 = 10_000_000;

#[derive(Default)]
struct Small(#[allow(dead_code)] u8);

#[derive(Default)]
struct Big(#[allow(dead_code)] [usize; 32]);

/// A case runs so many times and says how long that took; what it prepares is not
/// in it.
type Case = Box<dyn FnMut(u64) -> Duration>;

fn timed(iterations: u64, mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..iterations {
        run();
    }
    start.elapsed()
}

// ---- One value at a time, MANY in an arena that is made for them ---------------

fn alloc<T: Default>() {
    let bump = Bump::with_capacity(MANY * size_of::<T>());
    for _ in 0..MANY {
        let value = black_box(T::default());
        black_box(black_box(&bump).alloc(value));
    }
}

fn alloc_with<T: Default>() {
    let bump = Bump::with_capacity(MANY * size_of::<T>());
    for _ in 0..MANY {
        black_box(black_box(&bump).alloc_with(|| black_box(T::default())));
    }
}

fn try_alloc<T: Default>() {
    let bump = Bump::with_capacity(MANY * size_of::<T>());
    for _ in 0..MANY {
        let value = black_box(T::default());
        let _ = black_box(black_box(&bump).try_alloc(value));
    }
}

fn try_alloc_with<T: Default>() {
    let bump = Bump::with_capacity(MANY * size_of::<T>());
    for _ in 0..MANY {
        let _ = black_box(black_box(&bump).try_alloc_with(|| black_box(T::default())));
    }
}

fn alloc_try_with<T: Default, E>() {
    let bump = Bump::with_capacity(MANY * size_of::<Result<T, E>>());
    for _ in 0..MANY {
        let made: Result<&mut T, E> =
            black_box(&bump).alloc_try_with(|| black_box(Ok(T::default())));
        let _ = black_box(made);
    }
}

/// Each failure takes its memory back, so one is all that is needed.
fn alloc_try_with_err<T, E: Default>() {
    let bump = Bump::with_capacity(size_of::<Result<T, E>>());
    for _ in 0..MANY {
        let made: Result<&mut T, E> =
            black_box(&bump).alloc_try_with(|| black_box(Err(E::default())));
        let _ = black_box(made);
    }
}

fn try_alloc_try_with<T: Default, E>() {
    let bump = Bump::with_capacity(MANY * size_of::<Result<T, E>>());
    for _ in 0..MANY {
        let made = black_box(&bump).try_alloc_try_with(|| black_box(Ok::<T, E>(T::default())));
        let _ = black_box(made);
    }
}

fn try_alloc_try_with_err<T, E: Default>() {
    let bump = Bump::with_capacity(size_of::<Result<T, E>>());
    for _ in 0..MANY {
        let made = black_box(&bump).try_alloc_try_with(|| black_box(Err::<T, E>(E::default())));
        let _ = black_box(made);
    }
}

fn alloc_layout(size: usize, align: usize) {
    let bump = Bump::with_capacity(MANY * size);
    for _ in 0..MANY {
        let layout = Layout::from_size_align(black_box(size), black_box(align)).unwrap();
        black_box(black_box(&bump).alloc_layout(layout));
    }
}

/// No room is asked for beforehand: chunks come one after another.
fn alloc_growing() {
    let bump = Bump::new();
    for i in 0..MANY {
        black_box(black_box(&bump).alloc(i as u64));
    }
}

// ---- Bytes and items into an arena that is reset each time ----------------------

fn with_reset(mut run: impl FnMut(&Bump) + 'static) -> Case {
    let mut bump = Bump::new();
    Box::new(move |iterations| {
        timed(iterations, || {
            bump.reset();
            run(&bump);
        })
    })
}

/// Where source and target lie decides what a copy takes. Each run of a case has
/// them somewhere else, and the fastest run counts. What the run before had stays in
/// use, since malloc would give the same again.
fn with_bytes(length: usize, mut run: impl FnMut(&Bump, &str) + 'static) -> Case {
    let mut runs = 0;
    Box::new(move |iterations| {
        runs += 1;
        Vec::leak(vec![0u8; 24 + 16 * (runs % 4)]);
        let text: &str = String::leak("x".repeat(length + 4096));
        let from = runs * 576 % 4096;
        let bump = Box::leak(Box::new(Bump::with_capacity(length)));
        timed(iterations, || {
            bump.reset();
            run(bump, &text[from..from + length]);
        })
    })
}

fn slice_copy(length: usize) -> Case {
    with_bytes(length, |bump, text| {
        black_box(bump.alloc_slice_copy(black_box(text.as_bytes())));
    })
}

fn from_str(length: usize) -> Case {
    with_bytes(length, |bump, text| {
        black_box(BumpString::from_str_in(black_box(text), bump));
    })
}

fn push_str(length: usize) -> Case {
    with_bytes(length, |bump, text| {
        let text = black_box(text);
        let mut string = BumpString::with_capacity_in(text.len(), bump);
        string.push_str(text);
        black_box(string);
    })
}

/// The text grows piece by piece from nothing.
fn push_pieces() -> Case {
    with_reset(|bump| {
        let mut string = BumpString::new_in(bump);
        for _ in 0..MANY {
            string.push_str(black_box("0123456789abcdef"));
        }
        black_box(string);
    })
}

fn push_items() -> Case {
    with_reset(|bump| {
        let mut items = BumpVec::new_in(bump);
        for i in 0..MANY as u64 {
            items.push(black_box(i));
        }
        black_box(items);
    })
}

// ---- Life -----------------------------------------------------------------------

fn create_alloc_drop() {
    let bump = Bump::new();
    black_box(black_box(&bump).alloc(black_box(7u64)));
}

fn create_drop() {
    let bump = Bump::new();
    black_box(&bump);
}

fn reset_of_one() -> Case {
    with_reset(|bump| {
        black_box(black_box(bump).alloc(black_box(7u64)));
    })
}

// ---- A tree -----------------------------------------------------------------------

#[allow(dead_code)]
struct Node<'a> {
    value: u64,
    left: Option<&'a Node<'a>>,
    right: Option<&'a Node<'a>>,
}

fn build<'a>(bump: &'a Bump, nodes: u64) -> Option<&'a Node<'a>> {
    if nodes == 0 {
        return None;
    }
    let half = (nodes - 1) / 2;
    let left = build(bump, half);
    let right = build(bump, nodes - 1 - half);
    Some(bump.alloc(Node { value: nodes, left, right }))
}

fn sum(node: Option<&Node>) -> u64 {
    match node {
        None => 0,
        Some(node) => node
            .value
            .wrapping_add(sum(node.left))
            .wrapping_add(sum(node.right)),
    }
}

fn tree_build() -> Case {
    let mut bump = Bump::new();
    Box::new(move |iterations| {
        timed(iterations, || {
            bump.reset();
            black_box(build(&bump, NODES));
        })
    })
}

fn tree_walk() -> Case {
    let bump: &'static Bump = Box::leak(Box::default());
    let root = build(bump, NODES);
    Box::new(move |iterations| {
        timed(iterations, || {
            black_box(sum(black_box(root)));
        })
    })
}

// ---- All of them ------------------------------------------------------------------

fn each(run: fn()) -> (Case, u64) {
    (Box::new(move |iterations| timed(iterations, run)), MANY as u64)
}

/// The case of that name, and how many operations one iteration is.
fn find(name: &str) -> (Case, u64) {
    match name {
        "alloc small" => each(alloc::<Small>),
        "alloc big" => each(alloc::<Big>),
        "alloc_with small" => each(alloc_with::<Small>),
        "alloc_with big" => each(alloc_with::<Big>),
        "try_alloc small" => each(try_alloc::<Small>),
        "try_alloc big" => each(try_alloc::<Big>),
        "try_alloc_with small" => each(try_alloc_with::<Small>),
        "try_alloc_with big" => each(try_alloc_with::<Big>),
        "alloc_try_with small, small" => each(alloc_try_with::<Small, Small>),
        "alloc_try_with small, big" => each(alloc_try_with::<Small, Big>),
        "alloc_try_with big, small" => each(alloc_try_with::<Big, Small>),
        "alloc_try_with big, big" => each(alloc_try_with::<Big, Big>),
        "alloc_try_with error small, small" => each(alloc_try_with_err::<Small, Small>),
        "alloc_try_with error small, big" => each(alloc_try_with_err::<Small, Big>),
        "alloc_try_with error big, small" => each(alloc_try_with_err::<Big, Small>),
        "alloc_try_with error big, big" => each(alloc_try_with_err::<Big, Big>),
        "try_alloc_try_with small, small" => each(try_alloc_try_with::<Small, Small>),
        "try_alloc_try_with small, big" => each(try_alloc_try_with::<Small, Big>),
        "try_alloc_try_with big, small" => each(try_alloc_try_with::<Big, Small>),
        "try_alloc_try_with big, big" => each(try_alloc_try_with::<Big, Big>),
        "try_alloc_try_with error small, small" => each(try_alloc_try_with_err::<Small, Small>),
        "try_alloc_try_with error small, big" => each(try_alloc_try_with_err::<Small, Big>),
        "try_alloc_try_with error big, small" => each(try_alloc_try_with_err::<Big, Small>),
        "try_alloc_try_with error big, big" => each(try_alloc_try_with_err::<Big, Big>),
        "alloc_layout 24, 8" => each(|| alloc_layout(24, 8)),
        "alloc_layout 48, 16" => each(|| alloc_layout(48, 16)),
        "alloc, chunks as needed" => each(alloc_growing),
        "String::from_str_in 16" => (from_str(16), 1),
        "String::push_str 16384" => (push_str(16384), 1),
        "String::push_str, 16 bytes at a time" => (push_pieces(), MANY as u64),
        "Vec::push" => (push_items(), MANY as u64),
        "create, drop" => (Box::new(|n| timed(n, create_drop)), 1),
        "create, alloc, drop" => (Box::new(|n| timed(n, create_alloc_drop)), 1),
        "reset, alloc" => (reset_of_one(), 1),
        "tree of 10^7, build" => (tree_build(), NODES),
        "tree of 10^7, walk" => (tree_walk(), NODES),
        _ => match name.strip_prefix("alloc_slice_copy ") {
            Some(length) => (slice_copy(length.parse().expect("a length")), 1),
            None => panic!("no such case: {name}"),
        },
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (mut case, operations) = find(&arguments[1]);
    let budget = Duration::from_millis(arguments[2].parse().expect("milliseconds"));
    // Runs of half a millisecond or one iteration, whichever is more.
    let mut iterations = 1;
    while case(iterations) < Duration::from_micros(500) {
        iterations *= 2;
    }
    let begin = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while runs < 3 || begin.elapsed() < budget {
        best = best.min(case(iterations));
        runs += 1;
    }
    println!("{}", best.as_nanos() as f64 / (iterations * operations) as f64);
}
