"""A virtual cloud in the place of Salto's own."""


def tenant(cloud):
    """The variables of a server that reaches the cloud at an address as it reaches Salto's own."""
    values = {"API_URL": cloud, "IDENTITY_URL": cloud + "/", "CLIENT_ID": "latchkey-virtual",
              "CLIENT_SECRET": "latchkey-virtual-secret", "USERNAME": "integration@latchkey.example",
              "PASSWORD": "virtual-salto-ks"}
    return {f"LATCHKEY_SALTO_KS_ACCEPT_{name}": value for name, value in values.items()}
