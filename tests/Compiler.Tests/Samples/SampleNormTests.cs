extern alias attributes;
extern alias runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Compiler.Tests.Kernels;
using NormGen.Generator.Isas;
using NormGen.Generator.Scheduling;
using Xunit;
using GroupStatistics = runtime::NormGen.Reference.GroupStatistics;
using PublicActivation = attributes::NormGen.Activation;
using SampleNormReference = runtime::NormGen.Reference.SampleNormReference;

namespace NormGen.Compiler.Tests.Samples;

/// <summary>Kernels whose statistics are those of a sample: right, and the same to the bit however they are carried out.</summary>
public sealed class SampleNormTests(ITestOutputHelper output)
{
    private const double U = 1.0 / (1 << 24);

    private static readonly double Least = Math.ScaleB(1, -144);

    public static TheoryData<string> Kernels => SampleSpecs.Names;

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Are_within_the_bounds(string name)
    {
        var spec = SampleSpecs.Named(name);
        var kernel = Executable.Virtual(Scheduler.Plan(spec, InstructionSets.All[0]));
        IReadOnlyList<Fill> fills = spec.Channels <= 6 ? Fills.Bounded : [Fills.Normal, Fills.LargeMean, Fills.MixedBounded];
        output.WriteLine($"{SampleWorkloads.Of(spec, fills).Max(work => Require(work, SampleResult.Of(work, kernel))):0.000} of the bound at worst.");
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Have_the_same_bits_however_they_are_carried_out(string name)
    {
        var spec = SampleSpecs.Named(name);
        var random = new Random(1);
        var plan = Scheduler.Plan(spec, InstructionSets.All[0]);
        var first = Executable.Virtual(plan);
        foreach (var work in SampleWorkloads.Of(spec, [Fills.Mixed]))
        {
            var expected = SampleResult.Of(work, first);
            Assert.True(expected.Inferred.AsSpan().SequenceEqual(expected.Output) || expected.Output.Any(float.IsNaN), $"{work}: Infer and Forward differ.");
            foreach (var isa in InstructionSets.All)
            {
                Require(isa.Name + " lowered", SampleResult.Of(work, Executable.Lowered(spec, isa), poison: 1e30));
                Require(isa.Name, SampleResult.Of(work, Executable.Virtual(Scheduler.Plan(spec, isa)), poison: -1));
                Require(isa.Name + " in place", SampleResult.Of(work, Executable.Lowered(spec, isa), inPlace: true));
            }

            Require("in groups", SampleResult.Of(work, Executable.InGroups(plan, random)));

            void Require(string what, SampleResult result)
            {
                var difference = result.DifferenceFrom(expected);
                Assert.True(difference is null, $"{work}: {what} differs in {difference}.");
            }
        }
    }

    private static double Require(SampleWorkload work, SampleResult result)
    {
        var spec = work.Spec;
        var activation = Enum.Parse<PublicActivation>(spec.Activation.ToString());
        var x = spec.PreAdd ? SampleNormReference.Sum(work.Input, work.Residual) : work.Input;
        var residual = spec.Residual ? work.Residual : [];
        var gamma = work.Gamma.Select(g => (double)g + (spec.UnitOffset ? 1 : 0)).ToArray();
        float[] beta = work.HasMean ? work.Beta : new float[spec.Channels];
        var expected = SampleNormReference.Forward(
            x, work.Groups, work.Gamma, beta, Workload.Epsilon, work.HasMean, spec.UnitOffset, activation, residual);
        var statistics = GroupStatistics.Of(x, work.Groups, work.HasMean);
        float[] gradient = spec.Activation == Activation.Relu
            ? [.. work.OutputGradient.Select((dy, at) => result.Output[at] <= 0 ? 0 : dy)]
            : work.OutputGradient;
        var gradients = SampleNormReference.Backward(
            x, gradient, work.Groups, work.Gamma, beta, Workload.Epsilon, work.HasMean, spec.UnitOffset, sumGradient: work.SumGradient);
        var factor = spec.Activation == Activation.None ? 1 : 2;
        var (plain, weighted) = (new double[work.Groups.Count], new double[work.Groups.Count]);
        var (betaSum, gammaSum) = (new double[spec.Channels], new double[spec.Channels]);
        var normalized = new double[x.Length];
        for (var at = 0; at < x.Length; at++)
        {
            var (group, channel) = (work.Groups.GroupOf(at), work.View.ChannelOf(at));
            normalized[at] = (x[at] - statistics.Mean[group]) * statistics.Rstd(group, Workload.Epsilon);
            plain[group] += Math.Abs(gamma[channel] * gradient[at]) / work.Groups.PerGroup;
            weighted[group] += Math.Abs(gamma[channel] * gradient[at] * normalized[at]) / work.Groups.PerGroup;
            betaSum[channel] += Math.Abs(gradient[at]);
            gammaSum[channel] += Math.Abs(gradient[at]) * (1 + Math.Abs(normalized[at]));
        }

        var worst = 0.0;
        for (var at = 0; at < x.Length; at++)
        {
            var (group, channel) = (work.Groups.GroupOf(at), work.View.ChannelOf(at));
            var distance = float.Epsilon * Math.Abs(x[at] - statistics.Mean[group]);
            var bound = (4 * U * ((Math.Abs(gamma[channel]) * (1 + Math.Abs(normalized[at]))) + Math.Abs(beta[channel]) + (spec.Residual ? Math.Abs(residual[at]) : 0))) + Least + distance;
            Check("output", at, result.Output[at], expected[at], (factor * bound) + (factor == 1 ? 0 : 2 * U * Math.Abs(expected[at])));
            var ofGradient = (factor * 6 * U * statistics.Rstd(group, Workload.Epsilon) *
                (Math.Abs(gamma[channel] * gradient[at]) + plain[group] + (Math.Abs(normalized[at]) * weighted[group]))) + Least + distance +
                (spec.PreAdd ? U * (Math.Abs(work.SumGradient[at]) + Math.Abs(gradients.Input[at])) : 0);
            Check("input gradient", at, result.InputGradient[at], gradients.Input[at], ofGradient);
            if (spec.Residual)
            {
                Assert.Equal(gradient[at], result.ResidualGradient[at]);
            }
        }

        for (var group = 0; group < work.Groups.Count; group++)
        {
            var variance = statistics.Variance[group];
            Check("variance", group, result.Variance[group], variance, (4 * U * (variance + Math.Sqrt(variance))) + float.Epsilon);
            if (work.HasMean)
            {
                Check("mean", group, result.Mean[group], statistics.Mean[group], (4 * U * (Math.Abs(statistics.Mean[group]) + Math.Sqrt(variance))) + float.Epsilon);
            }
        }

        for (var channel = 0; channel < spec.Channels; channel++)
        {
            Check("gamma gradient", channel, result.GammaGradient[channel], gradients.Gamma[channel], (4 * U * gammaSum[channel]) + (2 * U * Math.Abs(gradients.Gamma[channel])) + float.Epsilon);
            if (work.HasMean)
            {
                Check("beta gradient", channel, result.BetaGradient[channel], gradients.Beta[channel], (4 * U * betaSum[channel]) + (2 * U * Math.Abs(gradients.Beta[channel])) + float.Epsilon);
            }
        }

        return worst;

        void Check(string what, int at, double actual, double wanted, double bound)
        {
            var ratio = Math.Abs(actual - wanted) / bound;
            Assert.True(ratio <= 1, $"{work}: {what}[{at}] is {actual:R}, expected {wanted:R}, {ratio:0.###} times the bound.");
            worst = Math.Max(worst, ratio);
        }
    }
}
