namespace NormGen.Verification;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014), so that a seed gives the same data everywhere: tests compare bits across processes.
/// </summary>
internal sealed class FillRandom(int seed)
{
    private ulong state = (ulong)seed * 0x9E3779B97F4A7C15;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>
    /// A number of mean 0 and variance 1, nearly normal: the sum of twelve uniform ones. Only additions, so no library function
    /// can differ between machines.
    /// </summary>
    public double Normal()
    {
        double sum = -6;
        for (var draw = 0; draw < 12; draw++)
        {
            sum += Uniform();
        }

        return sum;
    }
}
