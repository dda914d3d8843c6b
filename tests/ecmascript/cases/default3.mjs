export default function named() { }
let y = import.meta
