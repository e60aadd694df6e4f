using System.Net;
using System.Net.Sockets;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>inet</c>: 4 bytes or 16.</summary>
internal sealed class InetCodec : CqlCodec<IPAddress>
{
    public override void Write(IPAddress value, WireBuffer to)
        => value.TryWriteBytes(to.Append(value.AddressFamily == AddressFamily.InterNetwork ? 4 : 16), out _);

    public override IPAddress Read(ReadOnlySpan<byte> value)
        => value.Length is 4 or 16 ? new IPAddress(value) : throw new CqlProtocolException($"An address has 4 or 16 bytes, not {value.Length}.");
}
