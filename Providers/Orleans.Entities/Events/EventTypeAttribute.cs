namespace Orleans.Entities;

/// <summary>Names an event's type with its version: <c>{domain}.{entity}.{what-happened}.v{n}</c>.</summary>
/// <param name="name">The name, for instance <c>orders.order.paid.v1</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
