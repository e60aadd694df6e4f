using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Tests.Shared;

/// <summary>One node, asked over a connection of its own in a version that all servers speak, so that it is this node that answers.</summary>
internal static class CassandraNode
{
    private const int HeaderSize = 9;
    private const byte Version = 4;
    private const byte StartUp = 0x01;
    private const byte Query = 0x07;
    private const byte Error = 0x00;
    private const ushort All = 0x0005;

    /// <summary>Whether it sees every other node of its cluster up, which is of three nodes or more.</summary>
    public static async Task<bool> SeesAllAsync(IPEndPoint node, CancellationToken cancellationToken)
    {
        // Its replicas, three of each range, are all nodes, and it refuses at once when it thinks that one is down. There is nothing in it.
        const string Everywhere = "SELECT * FROM system_distributed.view_build_status";
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(node, cancellationToken);
            var stream = client.GetStream();
            return await AskAsync(stream, StartUp, [0, 1, .. Short("CQL_VERSION"), .. Short("3.0.0")], cancellationToken) != Error
                && await AskAsync(stream, Query, [.. Int(Everywhere.Length), .. Encoding.UTF8.GetBytes(Everywhere), .. UInt16(All), 0], cancellationToken) != Error;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static async Task<byte> AskAsync(NetworkStream stream, byte opcode, byte[] body, CancellationToken cancellationToken)
    {
        await stream.WriteAsync((byte[])[Version, 0, 0, 0, opcode, .. Int(body.Length), .. body], cancellationToken);
        var header = new byte[HeaderSize];
        await stream.ReadExactlyAsync(header, cancellationToken);
        await stream.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(HeaderSize - sizeof(int)))], cancellationToken);
        return header[4];
    }

    private static byte[] Short(string text) => [.. UInt16((ushort)text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] UInt16(ushort value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Int(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
