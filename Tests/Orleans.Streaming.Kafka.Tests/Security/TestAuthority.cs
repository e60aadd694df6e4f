using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orleans.Streaming.Kafka.Tests.Security;

/// <summary>An authority that signs certificates, in a folder of its own: it ends with the test.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-authority-").FullName;
    private readonly X509Certificate2 _authority;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _authority = request.CreateSelfSigned(TimeProvider.System.GetUtcNow() - Lifetime, TimeProvider.System.GetUtcNow() + Lifetime);
        CertificateFile = Write("ca.crt", _authority.ExportCertificatePem());
    }

    /// <summary>What trusts it: <c>ssl.ca.location</c>.</summary>
    public string CertificateFile { get; }

    /// <summary>A key and its certificate, as a broker keeps them.</summary>
    /// <param name="host">The only name that the certificate is for.</param>
    public string Issue(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, Guid.NewGuid().ToByteArray());
        return Write($"{host}.pem", $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n{_authority.ExportCertificatePem()}\n");
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
