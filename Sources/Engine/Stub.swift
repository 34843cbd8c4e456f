enum StubEngine {}
