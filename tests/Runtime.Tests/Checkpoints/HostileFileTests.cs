using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests.Checkpoints;

/// <summary>Files that are cut off, altered or made to harm get the documented exception, at little cost.</summary>
public sealed class HostileFileTests
{
    private const long Megabyte = 1 << 20;

    private static readonly byte[] Sound = new FileBuilder().Floats("bn.weight", 1, 2, 3).Number("bn.count", 7).Floats("bn.bias", 4, 5, 6).Build();

    public static TheoryData<string> Headers =>
    [
        "", " ", "{", "}", "[]", "null", "{}x", "{}{}", " {}", "{\"x\":1}", "{\"x\":[]}", "{\"x\":{}}", "{,}", "{\"x\":null}", "// {}",
        "{\"__metadata__\":null}", "{\"__metadata__\":{\"a\":1}}", "{\"__metadata__\":{\"a\":\"b\",\"a\":\"c\"}}", "{\"__metadata__\":{},\"__metadata__\":{}}",
        "{\"__metadata__\":{\"a\":{}}}", "{\"\\ud800\":{}}",
        Tensor("\"dtype\":\"F32\",\"shape\":[1]"),
        Tensor("\"dtype\":\"F32\",\"data_offsets\":[0,4]"),
        Tensor("\"shape\":[1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1"),
        Tensor("\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":null,\"shape\":[1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F4\",\"shape\":[7],\"data_offsets\":[0,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]"),
        Tensor("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]"),
        Tensor("\"dtype\":\"X\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]"),
        Tensor("\"dtype\":\"X\",\"shape\":[1],\"data_offsets\":[9223372036854775807,1]"),
        "{" + FileBuilder.Entry("x", "F32", [1], 0, 4) + "," + FileBuilder.Entry("x", "F32", [0], 4, 4) + "}",
        "{" + FileBuilder.Entry("x", "F32", [1], 0, 4) + "," + FileBuilder.Entry("y", "F32", [1], 0, 4) + "}",
        "{" + FileBuilder.Entry("x", "F16", [1], 0, 2) + "," + FileBuilder.Entry("y", "U8", [1], 3, 4) + "}",
        "{" + FileBuilder.Entry("x", "U8", [3], 0, 3) + "," + FileBuilder.Entry("y", "F16", [1], 2, 4) + "}",
        new string('[', 100_000),
        "{\"x\":" + string.Concat(Enumerable.Repeat("{\"x\":", 100_000)),
    ];

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_header_that_makes_no_sense_is_refused(string header)
    {
        // Without data, too: a header of no tensors is refused for its own sake.
        foreach (var content in new[] { FileBuilder.File(header, 0, 0, 0, 0), FileBuilder.File(header) })
        {
            Assert.Throws<ParameterFileException>(() => ParameterFile.Parse(content));
            Assert.Throws<ParameterFileException>(() => ParameterFile.Read(new MemoryStream(content)));
        }
    }

    [Fact]
    public void A_header_that_is_no_text_is_refused()
    {
        var header = Encoding.UTF8.GetBytes("{" + FileBuilder.Entry("?", "F32", [0], 0, 0) + "}");
        header[Array.IndexOf(header, (byte)'?')] = 0xFF;

        Assert.Throws<ParameterFileException>(() => ParameterFile.Parse(FileBuilder.File(header, [])));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            for (var length = 0; length < Sound.Length; length++)
            {
                var content = Sound[..length];
                Assert.Throws<ParameterFileException>(() => ParameterFile.Parse(content));
                Assert.Throws<ParameterFileException>(() => ParameterFile.Read(new MemoryStream(content)));
                File.WriteAllBytes(path, content);
                Assert.Throws<ParameterFileException>(() => ParameterFile.Open(path));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_goes_on_is_refused()
    {
        byte[] content = [.. Sound, 0];

        Assert.Throws<ParameterFileException>(() => ParameterFile.Parse(content));
        Assert.Throws<ParameterFileException>(() => ParameterFile.Read(new MemoryStream(content)));
    }

    [Fact]
    public void An_announced_length_takes_no_memory()
    {
        foreach (var length in new ulong[] { 100_000_000, 100_000_001, int.MaxValue, uint.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue })
        {
            byte[] content = [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'];
            Cheap(() => ParameterFile.Parse(content));
            Cheap(() => ParameterFile.Read(new MemoryStream(content)));
        }
    }

    [Fact]
    public void An_announced_tensor_takes_no_memory()
    {
        foreach (var size in new[] { 1L << 20, 1L << 29, 1L << 40, long.MaxValue / 8 })
        {
            var content = FileBuilder.File("{" + FileBuilder.Entry("x", "F32", [size], 0, 4 * size) + "}");
            Cheap(() => ParameterFile.Parse(content));
            Cheap(() => ParameterFile.Read(new MemoryStream(content)));
        }
    }

    [Fact]
    public void An_endless_stream_is_read_no_further_than_it_need_be()
    {
        using var stream = new EndlessStream(new FileBuilder().Floats("x", 1).Build());

        Cheap(() => ParameterFile.Read(stream));
    }

    [Fact]
    public void Messages_stay_short()
    {
        var name = new string('n', 1_000_000);
        var header = "{" + FileBuilder.Entry(name, "F32", [.. Enumerable.Repeat(1L, 10_000)], 0, 3) + "}";

        var exception = Assert.Throws<ParameterFileException>(() => ParameterFile.Parse(FileBuilder.File(header, 0, 0, 0)));

        Assert.InRange(exception.Message.Length, 1, 1_000);
        Assert.Equal([exception.Message], exception.Problems);
    }

    [Fact]
    public void Altered_files_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(1);
        var outcomes = new Dictionary<bool, int> { [true] = 0, [false] = 0 };
        for (var trial = 0; trial < 40_000; trial++)
        {
            var content = Alter(random, Sound);
            outcomes[Reads(content)]++;
        }

        Assert.True(Reads(Sound));
        Assert.All(outcomes, outcome => Assert.InRange(outcome.Value, 1_000, 39_000));
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_open_is_an_exception()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Sound);
            using var file = ParameterFile.Open(path);
            using (var shrunk = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            {
                shrunk.Write(Sound, 0, 20);
            }

            Assert.ThrowsAny<IOException>(() => file.ReadFloats("bn.weight"));
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // There an open file cannot be shortened in the first place.
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The second of two tensors is gone when it is read: the first has not been written.</summary>
    [Fact]
    public void A_file_that_shrinks_before_it_is_loaded_leaves_layers_as_they_were()
    {
        var path = Path.GetTempFileName();
        try
        {
            var content = new FileBuilder().Floats("weight", 1, 2, 3, 4).Floats("bias", 5, 6, 7, 8).Build();
            File.WriteAllBytes(path, content);
            using var file = ParameterFile.Open(path);
            using (var shrunk = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            {
                shrunk.Write(content, 0, content.Length - 16);
            }

            var layer = LayerSnapshot.Numbered(new Row());
            var before = new LayerSnapshot(layer);

            Assert.ThrowsAny<IOException>(() => layer.Load(file));

            before.Holds();
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // There an open file cannot be shortened in the first place.
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Tensor(string members) => "{\"x\":{" + members + "}}";

    private static bool Reads(byte[] content)
    {
        try
        {
            using var file = ParameterFile.Parse(content);
            foreach (var tensor in file.Tensors.Where(tensor => tensor.DataType is "F32" or "F16" or "BF16" or "F64"))
            {
                Assert.InRange(file.ReadFloats(tensor.Name).Length, 0, content.Length);
            }

            return true;
        }
        catch (ParameterFileException exception)
        {
            Assert.NotEmpty(exception.Problems);
            return false;
        }
    }

    // Mostly the data and their types can change without harm, so alterations aim at the header.
    private static byte[] Alter(Random random, byte[] content)
    {
        var altered = content.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(2) == 0 ? random.Next(altered.Count) : random.Next(Math.Min(16, altered.Count));
            switch (random.Next(5))
            {
                case 0:
                    altered[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    altered[at] = (byte)"{}[]\",:0123456789-eE\\ Fu"[random.Next(24)];
                    break;
                case 2:
                    altered.RemoveAt(at);
                    break;
                case 3:
                    altered.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    // Data only: still a sound file, if nothing else changed.
                    altered[^(1 + random.Next(8))] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. altered];
    }

    private static void Cheap(Action open)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ParameterFileException>(open);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Megabyte);
    }

    /// <summary>A file, and then zeros for ever.</summary>
    private sealed class EndlessStream(byte[] start) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        // One byte at a time at first, as a slow connection gives them.
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (position < start.Length)
            {
                buffer[offset] = start[position++];
                return 1;
            }

            buffer.AsSpan(offset, count).Clear();
            position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
