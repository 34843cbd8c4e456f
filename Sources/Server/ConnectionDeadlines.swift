import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes slow connections: those that are idle for long, requests that do not arrive in time, and
/// responses that the client does not read. An event stream or a download stays open if its client reads each part in
/// time.
final class ConnectionDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let arrival: TimeAmount
  private let idle: TimeAmount
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?
  private var isStream = false
  /// The number of parts of a stream that the client has not read yet.
  private var untaken = 0

  init(_ limits: RequestLimits) {
    arrival = TimeAmount(limits.arrival)
    idle = TimeAmount(limits.idle)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { reading = closing(context, in: idle) }
  }

  func channelActive(context: ChannelHandlerContext) {
    reading?.cancel()
    reading = closing(context, in: idle)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    reading?.cancel()
    writing?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      reading?.cancel()
      reading = closing(context, in: arrival)
    case .body: break
    case .end:
      reading?.cancel()
      reading = nil
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      writing?.cancel()
      isStream =
        head.headerFields[.contentType]?.hasPrefix("text/event-stream") ?? false
        || head.headerFields[.contentDisposition] != nil
      writing = isStream ? nil : closing(context, in: arrival)
      context.write(data, promise: promise)
    case .body where isStream:
      untaken += 1
      if untaken == 1 { writing = closing(context, in: arrival) }
      context.write(data, promise: noting(promise, context) { $0.hasTakenPart($1) })
    case .body: context.write(data, promise: promise)
    case .end: context.write(data, promise: noting(promise, context) { $0.hasAnswered($1) })
    }
  }

  /// A promise of a write that also notifies this handler.
  private func noting(
    _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext,
    _ note: @escaping @Sendable (ConnectionDeadlines, ChannelHandlerContext) -> Void
  ) -> EventLoopPromise<Void> {
    let written = promise ?? context.eventLoop.makePromise()
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    written.futureResult.whenComplete { _ in
      let (handler, context) = bound.value
      note(handler, context)
    }
    return written
  }

  private func hasTakenPart(_ context: ChannelHandlerContext) {
    untaken -= 1
    guard isStream else { return }
    writing?.cancel()
    writing = untaken > 0 && context.channel.isActive ? closing(context, in: arrival) : nil
  }

  private func hasAnswered(_ context: ChannelHandlerContext) {
    writing?.cancel()
    writing = nil
    isStream = false
    if reading == nil, context.channel.isActive { reading = closing(context, in: idle) }
  }

  private func closing(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
