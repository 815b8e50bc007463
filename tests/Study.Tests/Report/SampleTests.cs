using NormGen.Samples.Study.Experiments;
using Xunit;

namespace NormGen.Study.Tests.Report;

public sealed class SampleTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_the_definition()
    {
        var sample = new Sample([0.2, 0.4, 0.9]);

        Assert.Equal(0.5, sample.Mean, 1e-15);
        Assert.Equal(0.36055512754639896, sample.Deviation, 1e-15);
        Assert.Equal("50.0 ± 36.1 %", sample.Percent);
        Assert.Equal(0, new Sample([3]).Deviation);
    }

    [Theory]
    [InlineData(0.5, 0.01, true)]
    [InlineData(0.5, 0.5, false)]
    [InlineData(-0.5, 0.01, false)]
    [InlineData(0, 0, false)]
    public void Clearly_above_is_by_more_than_two_standard_errors(double difference, double spread, bool expected)
    {
        var (lower, upper) = (new Sample([1 - spread, 1, 1 + spread]), new Sample([1 + difference - spread, 1 + difference, 1 + difference + spread]));

        Assert.Equal(expected, upper.IsClearlyAbove(lower));
    }

    [Fact]
    public void Numbers_in_sentences_are_short()
    {
        Assert.Equal("a, b and c", Wording.List(["a", "b", "c"]));
        Assert.Equal("none", Wording.List([]));
        Assert.Equal("0.00123", Wording.Short(0.001234));
        Assert.Equal("1.2e-07", Wording.Short(1.2e-7));
        Assert.Equal("12.3 %", Wording.Percent(0.1234));
    }
}
