using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NormGen.Generator.Isas;

namespace NormGen.Ulp.Measured;

/// <summary>The worst error of a function, and where it is.</summary>
/// <param name="Inputs">How many inputs were tried.</param>
/// <param name="Worst">The largest distance from the exact value, in ulp.</param>
/// <param name="At">The input.</param>
/// <param name="Actual">What it gave there.</param>
/// <param name="OtherBits">How many inputs instruction sets disagree on; any NaN is as good as any other.</param>
internal readonly record struct Finding(long Inputs, double Worst, float At, float Actual, long OtherBits)
{
    public static Finding Join(Finding one, Finding other)
    {
        var worst = one.Worst >= other.Worst ? one : other;
        return worst with { Inputs = one.Inputs + other.Inputs, OtherBits = one.OtherBits + other.OtherBits };
    }
}

/// <summary>Tries a function on all floats, or on every so manieth of them.</summary>
internal static class Survey
{
    private const int ChunkBits = 16;
    private const int Chunk = 1 << ChunkBits;

    /// <param name="function">The function.</param>
    /// <param name="isas">The instruction sets, all of which the machine has; errors are those of the first.</param>
    /// <param name="every">1 for all floats; else one of so many, the first of each 65,536 among them.</param>
    public static Finding Run(MeasuredFunction function, IReadOnlyList<InstructionSet> isas, int every)
    {
        Elementwise[] codes = [.. isas.Select(isa => FunctionProgram.Of(function, isa))];
        var (total, gate) = (default(Finding), new object());
        Parallel.For(
            0,
            1 << (32 - ChunkBits),
            () => default(Finding),
            (chunk, _, found) => Finding.Join(found, OfChunk(function, codes, (uint)chunk << ChunkBits, (uint)every)),
            found =>
            {
                lock (gate)
                {
                    total = Finding.Join(total, found);
                }
            });
        return total;
    }

    private static Finding OfChunk(MeasuredFunction function, Elementwise[] codes, uint first, uint every)
    {
        var inputs = new float[(Chunk + every - 1) / every / 16 * 16 + 16];
        var outputs = new float[codes.Length][];
        for (var index = 0; index < inputs.Length; index++)
        {
            var bits = first + (uint)Math.Min(index * (long)every, Chunk - 1);
            inputs[index] = BitConverter.UInt32BitsToSingle(bits);
        }

        for (var code = 0; code < codes.Length; code++)
        {
            outputs[code] = new float[inputs.Length];
            codes[code](inputs, outputs[code]);
        }

        var found = default(Finding);
        for (var index = 0; index < inputs.Length && index * (long)every < Chunk; index++)
        {
            var (x, y) = (inputs[index], outputs[0][index]);
            if (!function.UpToZero || !(x > 0))
            {
                var distance = UlpDistance.Of(y, function.Exact(x));
                found = Finding.Join(found, new Finding(1, distance, x, y, AreSame(outputs, index) ? 0 : 1));
            }
        }

        return found;
    }

    private static bool AreSame(float[][] outputs, int index)
    {
        for (var code = 1; code < outputs.Length; code++)
        {
            if (!Same(outputs[0][index], outputs[code][index]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(float one, float other) =>
        BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(other) || (float.IsNaN(one) && float.IsNaN(other));
}
