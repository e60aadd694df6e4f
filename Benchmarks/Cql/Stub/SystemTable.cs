using System.Buffers.Binary;
using System.Net;
using System.Text;
using Cql.Protocol;

namespace Marketplace.Benchmarks.Cql.Stub;

/// <summary>What clients read of a cluster when they connect: one node.</summary>
internal sealed class SystemTable(IPEndPoint self)
{
    private static readonly byte[] Text = [0, 0x0D];
    private static readonly byte[] Int = [0, 0x09];
    private static readonly byte[] Uuid = [0, 0x0C];
    private static readonly byte[] Inet = [0, 0x10];
    private static readonly byte[] SetOfText = [0, 0x22, 0, 0x0D];
    private static readonly byte[] MapOfText = [0, 0x21, 0, 0x0D, 0, 0x0D];

    /// <summary>The table that a statement asks for, with the columns that it names, or null.</summary>
    public (string Keyspace, string Table, (string Name, byte[] Type, byte[]? Value)[] Columns, bool HasRow)? Find(string cql)
    {
        const string From = " from ";
        var at = cql.IndexOf(From, StringComparison.OrdinalIgnoreCase);
        var name = cql[(at + From.Length)..].Split(' ', ';')[0];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || Columns(name) is not { } columns)
            return null;
        var wanted = cql["SELECT ".Length..at].Trim();
        return (name[..dot], name[(dot + 1)..], wanted == "*" ? columns : [.. wanted.Split(", ").Select(one => columns.First(column => column.Name == one))], !name.StartsWith("system.peers", StringComparison.Ordinal));
    }

    private (string Name, byte[] Type, byte[]? Value)[]? Columns(string table) => table switch
    {
        "system.local" or "system.peers" or "system.peers_v2" => [
            ("key", Text, Utf8("local")), ("cluster_name", Text, Utf8("stub")), ("data_center", Text, Utf8("dc1")), ("rack", Text, Utf8("rack1")),
            ("partitioner", Text, Utf8("org.apache.cassandra.dht.Murmur3Partitioner")), ("release_version", Text, Utf8("5.0.8")),
            ("tokens", SetOfText, [0, 0, 0, 1, 0, 0, 0, 1, (byte)'0']), ("host_id", Uuid, new byte[16]), ("schema_version", Uuid, new byte[16]),
            ("broadcast_address", Inet, Address()), ("listen_address", Inet, Address()), ("rpc_address", Inet, Address()), ("rpc_port", Int, Number(self.Port)),
            ("peer", Inet, Address()), ("native_address", Inet, Address()), ("native_port", Int, Number(self.Port)),
        ],
        "system_schema.keyspaces" => [("keyspace_name", Text, Utf8(Clients.Statements.Keyspace)), ("replication", MapOfText, Replication())],
        _ => null,
    };

    private static byte[] Utf8(string value) => Encoding.UTF8.GetBytes(value);

    private byte[] Address() => self.Address.GetAddressBytes();

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Replication()
    {
        using var map = new WireBuffer();
        map.WriteInt32(2);
        foreach (var text in new[] { "class", "org.apache.cassandra.locator.SimpleStrategy", "replication_factor", "1" })
            map.WriteBytes(Utf8(text));
        return map.WrittenSpan.ToArray();
    }
}
