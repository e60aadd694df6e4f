using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Silo.Http;

/// <summary>Writes a value as JSON, its length known beforehand, so that it leaves as one piece.</summary>
internal static class JsonAnswer
{
    [ThreadStatic]
    private static Scratch? _scratch;

    public static Task WriteAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type, string contentType = "application/json; charset=utf-8")
    {
        var response = http.Response;
        response.ContentType = contentType;

        // Everything up to the copy runs without waiting, so the thread's own buffer is free again by then.
        var bytes = (_scratch ??= new Scratch()).Serialize(value, type);
        response.ContentLength = bytes.Length;
        bytes.CopyTo(response.BodyWriter.GetSpan(bytes.Length));
        response.BodyWriter.Advance(bytes.Length);
        return response.BodyWriter.FlushAsync(http.RequestAborted).AsTask();
    }

    [SuppressMessage("Design", "CA1001", Justification = "It lives as long as its thread, and what it owns holds nothing but memory.")]
    private sealed class Scratch
    {
        private const int Kept = 64 * 1024;
        private readonly Utf8JsonWriter _writer;
        private ArrayBufferWriter<byte> _buffer = new(4096);

        public Scratch() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions
        {
            SkipValidation = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

        public ReadOnlySpan<byte> Serialize<T>(T value, JsonTypeInfo<T> type)
        {
            if (_buffer.Capacity > Kept)
                _buffer = new(4096);
            else
                _buffer.ResetWrittenCount();
            _writer.Reset(_buffer);
            JsonSerializer.Serialize(_writer, value, type);
            _writer.Flush();
            return _buffer.WrittenSpan;
        }
    }
}
