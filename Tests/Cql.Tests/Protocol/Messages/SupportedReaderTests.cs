using Cql.Protocol.Messages;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Messages;

public sealed class SupportedReaderTests
{
    [Fact]
    public void Options_are_found_by_name_whatever_their_case()
    {
        var options = SupportedReader.Read(FakeAnswer.Supported(1).Body);

        Assert.Equal(["snappy", "lz4"], options["compression"]);
        Assert.Equal(["3.4.7"], options["CQL_VERSION"]);
    }

    [Fact]
    public void More_options_than_there_are_bytes_are_refused()
        => Assert.Throws<CqlProtocolException>(() => SupportedReader.Read(new Body().Short(0xFFFF).Raw(new byte[50]).ToArray()));
}
