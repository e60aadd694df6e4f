using System.Net;

namespace Cql.Connections;

/// <summary>One of the addresses that a name stands for. It is connected to by that, and known by the name: in messages, and to TLS.</summary>
internal sealed class NamedEndPoint(string name, IPAddress address, int port) : IPEndPoint(address, port)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({base.ToString()})";
}
