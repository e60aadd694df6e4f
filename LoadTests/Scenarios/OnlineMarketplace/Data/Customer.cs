namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>A customer as loaded.</summary>
internal sealed record Customer(
    int Id,
    string FirstName,
    string LastName,
    string Address,
    string Complement,
    string BirthDate,
    Place Place,
    string CardNumber,
    string CardSecurityNumber,
    string CardExpiration,
    string CardType)
{
    public string CardHolderName => $"{FirstName} {LastName}";
}
