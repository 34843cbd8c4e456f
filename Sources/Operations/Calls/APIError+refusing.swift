package import API
package import Logging
import Store

extension APIError {
  /// What a caller sees of an error. An unexpected one is logged, with the path but without the query, which may contain a
  /// secret.
  package init(refusing error: any Error, path: String, requestID: String, _ logger: Logger) {
    if let error = error as? APIError, error.status != APIError.internalError.status {
      self = error
      return
    }
    logger.error(
      "A request failed", metadata: ["request_id": "\(requestID)", "path": "\(path)", "error": "\(error)"])
    self = (error as? DatabaseError)?.isOutage ?? false ? .databaseUnavailable : .internalError
  }
}

extension Platform {
  /// What a visitor of a page sees of an error. An unexpected one is logged.
  package func refusal(for error: any Error, path: String, requestID: String) -> APIError {
    APIError(refusing: error, path: path, requestID: requestID, logger)
  }
}
