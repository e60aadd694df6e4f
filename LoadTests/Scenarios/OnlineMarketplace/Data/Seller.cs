namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>A seller as loaded.</summary>
internal sealed record Seller(int Id, string Name, string Email, string Phone, string Cpf, string Cnpj, string Address, Place Place);
