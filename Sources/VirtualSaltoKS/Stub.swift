enum StubVirtualSaltoKS {}
