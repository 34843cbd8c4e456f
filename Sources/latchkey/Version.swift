/// The program's version, which `scripts/package` reads from here too.
let programVersion = "1.0.0"
