namespace Cql;

/// <summary>
/// What sessions tell of themselves, by OpenTelemetry's conventions for databases: one span and one duration a request, and what connections carry. Nothing is
/// made where nobody listens.
/// </summary>
public static class CqlTelemetry
{
    /// <summary>The name of the source of spans.</summary>
    public const string ActivitySourceName = "Marketplace.Cql";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Marketplace.Cql";
}
