using System.Globalization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>Makes the sellers, customers and products of a seed: the same seed gives the same data.</summary>
internal static class Dataset
{
    /// <summary>Units of each product that are loaded.</summary>
    public const int UnitsPerProduct = 10_000;

    private const string SkuLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    // Each kind of record has number sequences of its own.
    private const long SellerSequence = 1L << 40;
    private const long CustomerSequence = 2L << 40;
    private const long ProductSequence = 3L << 40;

    public static Seller Seller(long seed, int id)
    {
        var random = new IterationRandom(seed, SellerSequence + id);
        return new Seller(
            id,
            $"{Words.Pick(Words.LastNames, ref random)} {Words.Pick(Words.Shops, ref random)}",
            $"seller{id}@example.com",
            Digits(ref random, 11),
            Digits(ref random, 11),
            Digits(ref random, 14),
            Address(ref random),
            Place(ref random));
    }

    public static Customer Customer(long seed, int id)
    {
        var random = new IterationRandom(seed, CustomerSequence + id);
        return new Customer(
            id,
            Words.Pick(Words.FirstNames, ref random),
            Words.Pick(Words.LastNames, ref random),
            Address(ref random),
            $"Apartment {random.Between(1, 99)}",
            string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 12):00}/{random.Between(1, 28):00}/{random.Between(1940, 2005)}"),
            Place(ref random),
            CardNumber(ref random),
            Digits(ref random, 3),
            string.Create(CultureInfo.InvariantCulture, $"{random.Between(1, 12):00}{random.Between(40, 60)}"),
            "VISA");
    }

    public static Product Product(long seed, int sellerId, int productId)
    {
        var random = new IterationRandom(seed, ProductSequence + ((long)sellerId << 16) + productId);
        var adjective = Words.Pick(Words.Adjectives, ref random);
        var noun = Words.Pick(Words.Things, ref random);
        return new Product(
            sellerId,
            productId,
            $"{adjective} {noun}",
            Sku(ref random),
            Words.Pick(Words.Categories, ref random),
            $"A {adjective} {noun} for every day",
            random.Between(100, 9_999) / 100m,
            random.Between(0, 999) / 100m,
            "0");
    }

    private static Place Place(ref IterationRandom random)
    {
        var (city, state) = Words.Pick(Words.Cities, ref random);
        return new Place(city, state, Digits(ref random, 5));
    }

    private static string Address(ref IterationRandom random) => $"{random.Between(1, 999)} {Words.Pick(Words.Streets, ref random)}";

    private static string Digits(ref IterationRandom random, int count)
    {
        Span<char> digits = stackalloc char[count];
        foreach (ref var digit in digits) digit = (char)('0' + random.Next(10));
        return new string(digits);
    }

    private static string Sku(ref IterationRandom random)
    {
        Span<char> letters = stackalloc char[16];
        foreach (ref var letter in letters) letter = SkuLetters[random.Next(SkuLetters.Length)];
        return new string(letters);
    }

    // Sixteen digits that pass the Luhn check, as a server may insist.
    private static string CardNumber(ref IterationRandom random)
    {
        Span<char> digits = stackalloc char[16];
        digits[0] = '4';
        var sum = 8;
        for (var index = 1; index < 15; index++)
        {
            var digit = random.Next(10);
            digits[index] = (char)('0' + digit);
            var doubled = index % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        digits[15] = (char)('0' + (10 - sum % 10) % 10);
        return new string(digits);
    }
}
