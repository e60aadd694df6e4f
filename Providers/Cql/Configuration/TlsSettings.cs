using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Cql.Configuration;

/// <summary>Turns options into what the framework takes.</summary>
internal static class TlsSettings
{
    /// <exception cref="ArgumentException">A file cannot be read.</exception>
    public static SslClientAuthenticationOptions? From(CqlTlsOptions? options)
    {
        if (options is null)
            return null;
        var settings = new SslClientAuthenticationOptions { TargetHost = options.HostName };
        if (options.CertificateAuthorityFile is { } authorities)
        {
            var trusted = new X509Certificate2Collection();
            Read(nameof(options.CertificateAuthorityFile), authorities, () => trusted.ImportFromPemFile(authorities));
            settings.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            settings.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        if (options.CertificateFile is { } certificate)
            Read(nameof(options.CertificateFile), certificate, () => settings.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, options.KeyFile)]);
        return settings;
    }

    private static void Read(string option, string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new ArgumentException($"Tls.{option}: '{file}' cannot be read as PEM: {e.Message}", e);
        }
    }
}
