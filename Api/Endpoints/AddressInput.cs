using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints;

/// <summary>Where goods go, as a client gives it. Names of any script; nothing is asked of them but a length.</summary>
internal sealed record AddressInput
{
    /// <summary>The recipient's name, up to 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Street and number, up to 200 characters.</summary>
    public string? Street { get; init; }

    /// <summary>What helps to find it, up to 200 characters.</summary>
    public string? Complement { get; init; }

    /// <summary>The city, up to 100 characters.</summary>
    public string? City { get; init; }

    /// <summary>The state or province, up to 100 characters.</summary>
    public string? State { get; init; }

    /// <summary>The postal code, up to 20 characters.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The country, an ISO 3166-1 alpha-2 code: BR.</summary>
    public string? Country { get; init; }

    public static Address? Optional(Checks checks, string param, AddressInput? input) => input is null ? null : Required(checks, param, input);

    public static Address Required(Checks checks, string param, AddressInput? input)
    {
        if (input is null)
            checks.Missing(param);
        input ??= new AddressInput { Name = "-", Street = "-", City = "-" };
        if (input.Country is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            checks.Fail(param + ".country", ProblemCodes.ValueInvalid, "It must be a code of two capital letters, such as BR.");
        return new Address
        {
            Name = checks.Text(param + ".name", input.Name, 200),
            Street = checks.Text(param + ".street", input.Street, 200),
            Complement = checks.OptionalText(param + ".complement", input.Complement, 200),
            City = checks.Text(param + ".city", input.City, 100),
            State = checks.OptionalText(param + ".state", input.State, 100),
            PostalCode = checks.OptionalText(param + ".postalCode", input.PostalCode, 20),
            Country = input.Country,
        };
    }
}
