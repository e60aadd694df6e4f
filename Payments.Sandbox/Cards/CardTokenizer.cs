using System.Security.Cryptography;
using System.Text;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Cards;

/// <summary>Exchanges cards for tokens. A token says how the sandbox will treat the card, and cannot be turned back into it.</summary>
internal static class CardTokenizer
{
    // A real number has 19 at most (ISO/IEC 7812); generators of test data, the benchmark's among them, make one more.
    private const int MaxDigits = 20;
    private const string Prefix = "tok_";
    private static readonly byte[] Salt = RandomNumberGenerator.GetBytes(32);

    public static CardToken Tokenize(Card card)
    {
        var number = Digits(card.Number);
        if (number.Length is < 12 or > MaxDigits)
            throw new ArgumentException($"A card's number has 12 to {MaxDigits} digits.", nameof(card));
        if (card.Expiry.Length != 4 || !card.Expiry.All(char.IsAsciiDigit) || int.Parse(card.Expiry.AsSpan(0, 2), null) is < 1 or > 12)
            throw new ArgumentException("A card's expiry is a month and a year: MMYY.", nameof(card));
        if (card.SecurityCode is { } code && (code.Length is < 3 or > 4 || !code.All(char.IsAsciiDigit)))
            throw new ArgumentException("A card's security code has 3 or 4 digits.", nameof(card));

        var hash = HMACSHA256.HashData(Salt, Encoding.ASCII.GetBytes(number));
        var token = $"{Prefix}{(int)TestCards.BehaviourOf(number)}_{Convert.ToHexStringLower(hash.AsSpan(0, 12))}";
        return new CardToken(token, card.Brand ?? BrandOf(number), number[^4..]);
    }

    /// <summary>What a token stands for; a token that is not a card's is approved.</summary>
    public static CardBehaviour BehaviourOf(string token)
        => token.StartsWith(Prefix, StringComparison.Ordinal) && token.Length > 5 && token[5] == '_' && char.IsAsciiDigit(token[4])
            ? (CardBehaviour)(token[4] - '0')
            : CardBehaviour.Approve;

    private static string Digits(string number)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        var count = 0;
        foreach (var c in number)
        {
            if (c is ' ' or '-')
                continue;
            if (!char.IsAsciiDigit(c) || count == digits.Length)
                return "";
            digits[count++] = c;
        }

        return new string(digits[..count]);
    }

    private static string BrandOf(string number) => number[0] switch
    {
        '3' => "AMEX",
        '4' => "VISA",
        '5' or '2' => "MASTERCARD",
        '6' => "DISCOVER",
        _ => "CARD",
    };
}
