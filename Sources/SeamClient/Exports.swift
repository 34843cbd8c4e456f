// What the SDK takes and returns, resources and ids and instants, comes with it: an app imports SeamClient alone.
@_exported import API
@_exported import Wire
