import Core
import Wire

/// Reads from a provider, and cancels the read at a deadline.
func reading<T: Sendable>(
  until deadline: Deadline, _ body: @escaping @Sendable () async throws(ProviderFault) -> T
) async throws(ProviderFault) -> T {
  do {
    return try await within(deadline) { try await body() }
  } catch let fault as ProviderFault {
    throw fault
  } catch {
    throw .later(.unavailable, after: nil)
  }
}
