using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>Ids made from names: a prefix and 26 characters of base 32 (Crockford's alphabet, lower case) over 128 bits of SHA-256.</summary>
/// <remarks>The same name always makes the same id, so making something under a name twice makes one thing.</remarks>
public static class PublicId
{
    private const int PrefixLength = 4;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id of the order that a cart's n-th checkout becomes. It is the same in the key and in public.</summary>
    public static string OfOrder(string cartKey, long checkout) => "ord_" + Hash($"{cartKey}\n{checkout}");

    /// <summary>The id of a package: the order's own, and the seller's place in the order.</summary>
    /// <exception cref="FormatException">The order's id is shorter than its prefix.</exception>
    public static string OfPackage(string orderId, int seller)
    {
        ArgumentNullException.ThrowIfNull(orderId);
        return orderId.Length >= PrefixLength
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pkg_{orderId.AsSpan(PrefixLength)}-{seller}")
            : throw new FormatException($"'{orderId}' is no order's id.");
    }

    /// <summary>The order and the seller's place that a package's id names; false when it is no package's id.</summary>
    public static bool TrySplitPackage(string packageId, out string orderId, out int seller)
    {
        ArgumentNullException.ThrowIfNull(packageId);
        orderId = "";
        seller = -1;
        var dash = packageId.LastIndexOf('-');
        if (!packageId.StartsWith("pkg_", StringComparison.Ordinal) || dash != 30
            || !int.TryParse(packageId.AsSpan(dash + 1), System.Globalization.NumberStyles.None, null, out seller))
            return false;
        orderId = string.Concat("ord_", packageId.AsSpan(4, 26));
        return true;
    }

    /// <summary>An id made from an idempotency key, so that the same key makes the same thing.</summary>
    /// <param name="prefix">For instance <c>cart_</c>.</param>
    /// <param name="idempotencyKey">The client's key.</param>
    public static string FromKey(string prefix, string idempotencyKey) => prefix + Hash(prefix + "\n" + idempotencyKey);

    private static string Hash(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        Span<char> text = stackalloc char[26];
        var bits = 0;
        var buffer = 0;
        var next = 0;
        for (var i = 0; i < 26; i++)
        {
            while (bits < 5)
            {
                buffer = (buffer << 8) | (next < 16 ? hash[next++] : 0);
                bits += 8;
            }

            bits -= 5;
            text[i] = Alphabet[(buffer >> bits) & 31];
            buffer &= (1 << bits) - 1;
        }

        return new string(text);
    }
}
