/// The version of the server, the SDK and the OpenAPI document. `scripts/package` reads it here.
package let programVersion = "0.2.0"
