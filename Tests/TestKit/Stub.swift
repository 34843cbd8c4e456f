enum StubTestKit {}
