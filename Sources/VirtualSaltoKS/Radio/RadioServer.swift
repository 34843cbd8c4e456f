import Foundation
import KeyExchange
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The radio of all doors of the site: a socket on which a phone names a door and talks to that door's lock. Faults of
/// the cloud's network never affect it.
package struct RadioServer: Service {
  private let cloud: Cloud
  private let path: String
  private let logger: Logger

  /// - Parameter path: The path of the socket, 100 bytes at most. An existing file is replaced.
  package init(cloud: Cloud, path: String, logger: Logger) {
    self.cloud = cloud
    self.path = path
    self.logger = logger
  }

  package func run() async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await withThrowingDiscardingTaskGroup { group in
      try await server.executeThenClose { phones in
        for try await phone in phones.cancelOnGracefulShutdown() {
          group.addTask { await cancelWhenGracefulShutdown { await speak(with: phone) } }
        }
      }
    }
  }

  private func speak(with phone: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
    do {
      try await phone.executeThenClose { inbound, outbound in
        var conversation = DoorConversation(cloud: cloud, frames: inbound.makeAsyncIterator(), outbound: outbound)
        try await conversation.run()
      }
    } catch {
      // A disconnected or faulty phone is not an error of the server.
      logger.debug("A phone's message could not be read", metadata: ["error": "\(error)"])
    }
  }
}
