// The SDK re-exports its resources, IDs and instants, so an app imports only SeamClient.
@_exported import API
@_exported import Wire
