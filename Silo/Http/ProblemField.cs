namespace Marketplace.Silo.Http;

/// <summary>What is wrong with one member of a request.</summary>
/// <param name="Param">Where: a member of the body (<c>price.amount</c>), a query parameter, a header or a part of the path.</param>
/// <param name="Code">What clients branch on.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record ProblemField(string Param, string Code, string Detail);
