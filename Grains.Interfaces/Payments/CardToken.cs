namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>What a card is exchanged for: a token, and what of the card may be shown.</summary>
public sealed record CardToken(string Token, string Brand, string LastFour);
