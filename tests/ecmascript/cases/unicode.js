// Positions behind characters of every width: é ß 漢 😀 
var é = 'é', 漢字 = "漢字", ℮ = 1, a‌b = 2;
var \u0061bc = 1, \u{62}cd = 2, x\u0079z = 3;
a.\u0069f; ({ \u0069f: 1, 漢: 2 });
/* 😀 */ x /* 漢 */ + y; // é
`😀${ é }漢`;
var 𠮷 = '𠮷野家', $ = 1, _ = 2, ª = 3;
   a﻿ = b;
x = '  ';
class Ñ { #é = 1; ñ() { return this.#é } }
