using Cql;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>What two providers must have in common to share a session.</summary>
internal sealed record SessionKey(
    string ContactPoints,
    string? LocalDataCentre,
    string? UserName,
    string? Password,
    bool IsTls,
    string? CertificateAuthorityFile,
    string? HostName,
    string? CertificateFile,
    string? KeyFile)
{
    public static SessionKey Of(CassandraConnectionOptions options) => new(
        string.Join(',', options.ContactPoints.Order(StringComparer.Ordinal)),
        options.LocalDataCentre,
        options.UserName,
        options.Password,
        options.Tls is not null,
        options.Tls?.CertificateAuthorityFile,
        options.Tls?.HostName,
        options.Tls?.CertificateFile,
        options.Tls?.KeyFile);

    public CqlOptions ToOptions()
    {
        var options = new CqlOptions
        {
            LocalDataCentre = LocalDataCentre,
            UserName = UserName,
            Password = Password,
            Tls = !IsTls ? null : new CqlTlsOptions
            {
                CertificateAuthorityFile = CertificateAuthorityFile,
                HostName = HostName,
                CertificateFile = CertificateFile,
                KeyFile = KeyFile,
            },
        };
        foreach (var point in ContactPoints.Split(','))
            options.ContactPoints.Add(point);
        return options;
    }

    // A record shows all it has.
    public override string ToString() => ToOptions().ToString();
}
