using System.Security.Cryptography;
using System.Text;

namespace Orleans.Cassandra;

/// <summary>Ids of tables that many may make at once.</summary>
/// <remarks>
/// Nodes that are asked at the same moment to make a table each give it an id, and the losing id's rows are lost. There is no lock before the
/// table of locks, so that one gets an id that everybody computes.
/// </remarks>
internal static class TableIds
{
    public static Guid Of(string keyspace, string table)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{keyspace}.{table}"), hash);

        // RFC 9562, section 5.8: version 8 is for ids of one's own making.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
