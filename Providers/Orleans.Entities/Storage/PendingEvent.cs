namespace Orleans.Entities;

/// <summary>An event that leaves with a commit.</summary>
/// <param name="Type">Its type with its version, for instance <c>orders.order.paid.v1</c>; 1 to 255 bytes of UTF-8.</param>
/// <param name="Data">Its data as JSON in UTF-8.</param>
public readonly record struct PendingEvent(string Type, ReadOnlyMemory<byte> Data);
