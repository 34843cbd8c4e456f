enum StubSaltoKS {}
