using System;
using System.Linq;
using System.Reflection;
using NormGen.Kernels.Tests.Harness;
using NormGen.Runtime;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>The members that a generated class has, and those that its declaration leaves out.</summary>
public class MemberTests
{
    private static readonly string[] OfTraining = ["Forward", "ForwardWith", "Backward", "InferBackward", "AccumulateMoments", "Reserve", "SavedMean", "SavedRstd"];

    private delegate Span<float> Writable();

    private delegate ReadOnlySpan<float> ReadOnly();

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> InferenceLayers => LayerCases.Names(layer => !layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Arrays_are_the_layers_own_memory(string name)
    {
        var layer = LayerCases.Named(name).Create();
        var (declared, state) = (layer.Case, layer.State);
        RequireSame(layer, "Gamma", state.Gamma, declared.Affine);
        RequireSame(layer, "Beta", state.Beta, declared.HasBeta);
        RequireSame(layer, "GammaGradient", state.GammaGradient, declared.Affine && declared.Trains);
        RequireSame(layer, "BetaGradient", state.BetaGradient, declared.HasBeta && declared.Trains);
        if (declared.Trains)
        {
            var trial = TrialSizes.Small(declared, Fills.Normal).Forward();
            RequireSaved(trial.Layer, "SavedMean", trial.Layer.SavedMean, declared.HasMean);
            RequireSaved(trial.Layer, "SavedRstd", trial.Layer.SavedRstd, isThere: true);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Only_batch_norm_has_running_statistics(string name)
    {
        var layer = LayerCases.Named(name).Create();
        var batchNorm = layer.State as BatchNormState;
        RequireSame(layer, "RunningMean", batchNorm is null ? default : batchNorm.RunningMean, batchNorm is not null);
        RequireSame(layer, "RunningVariance", batchNorm is null ? default : batchNorm.RunningVariance, batchNorm is not null);
        var tracked = layer.Case.Type.GetProperty("BatchesTracked");
        Assert.Equal(layer.Case.IsBatchNorm, tracked is not null);
        Assert.Equal(layer.Case.IsBatchNorm && layer.Case.Trains, layer.Case.Type.GetMethod("InferBackward") is not null);
        tracked?.SetValue(layer.Layer, 41L);
        Assert.Equal(41, batchNorm?.BatchesTracked ?? 41);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Constants_are_the_declared_shape(string name)
    {
        var layer = LayerCases.Named(name);
        int? positions = layer.SizedAtCall ? null : layer.DeclaredPositions;
        Assert.Equal(layer.IsRows ? null : layer.Channels, Constant(layer, "Channels"));
        Assert.Equal(layer.Type.GetCustomAttribute<GroupNormAttribute>()?.Groups, Constant(layer, "Groups"));
        Assert.Equal(layer.IsRows ? null : positions, Constant(layer, "SpatialSize"));
        Assert.Equal(layer.Channels * positions, Constant(layer, "ElementsPerSample"));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Parameters_are_the_layers_own_memory(string name)
    {
        var layer = LayerCases.Named(name).Create();
        (string Name, bool IsThere)[] all =
        [
            ("weight", layer.Case.Affine), ("bias", layer.Case.HasBeta),
            ("running_mean", layer.Case.IsBatchNorm), ("running_var", layer.Case.IsBatchNorm),
        ];
        Assert.Equal(
            all.Where(parameter => parameter.IsThere).Select(parameter => parameter.Name),
            layer.Layer.Parameters.Select(parameter => parameter.Name));
        foreach (var parameter in layer.Layer.Parameters)
        {
            Assert.Equal(layer.Case.Trains && parameter.Name is "weight" or "bias", parameter.IsTrainable);
            Assert.Equal(parameter.IsTrainable ? layer.Case.Channels : 0, parameter.Gradient.Length);
            Assert.Equal(layer.Case.Channels, parameter.Value.Length);
            parameter.Value.Span.Fill(parameter.Name.Length);
            parameter.Gradient.Span.Fill(-parameter.Name.Length);
        }

        RequireFilled(layer, "weight", layer.State.Gamma, layer.State.GammaGradient);
        RequireFilled(layer, "bias", layer.State.Beta, layer.State.BetaGradient);
        if (layer.Case.IsBatchNorm)
        {
            RequireFilled(layer, "running_mean", layer.BatchNorm.RunningMean, default);
            RequireFilled(layer, "running_var", layer.BatchNorm.RunningVariance, default);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Passes_take_what_the_declaration_says(string name)
    {
        var layer = LayerCases.Named(name);
        RequireParameters(layer, Pass.Infer, layer.Type);
        RequireParameters(layer, Pass.Infer, layer.Type.GetNestedType("Frozen")!);
        if (layer.Trains)
        {
            RequireParameters(layer, Pass.Forward, layer.Type);
            RequireParameters(layer, Pass.Backward, layer.Type);
        }

        if (layer.Trains && layer.IsBatchNorm)
        {
            RequireParameters(layer, Pass.InferBackward, layer.Type);
        }
    }

    [Theory]
    [MemberData(nameof(InferenceLayers))]
    public void Without_training_there_is_nothing_of_it(string name)
    {
        var layer = LayerCases.Named(name);
        Assert.Empty(layer.Type.GetMembers().Select(member => member.Name).Intersect(OfTraining));
        foreach (var pass in new[] { Pass.Forward, Pass.Backward, Pass.InferBackward })
        {
            var exception = Assert.Throws<NotSupportedException>(() => layer.Create().Layer.RunPass(pass, default));
            Assert.Contains(name, exception.Message, StringComparison.Ordinal);
            Assert.Contains($"{pass}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Reserving_is_for_batches_of_0_and_more(string name)
    {
        var layer = LayerCases.Named(name);
        if (layer.Trains)
        {
            var reserve = layer.Type.GetMethod("Reserve")!.CreateDelegate<Action<int>>(layer.Create().Layer);
            reserve(0);
            reserve(1000);
            Assert.Throws<ArgumentOutOfRangeException>(() => reserve(-1));
        }
    }

    private static void RequireSame(LayerUnderTest layer, string property, ReadOnlySpan<float> own, bool isThere)
    {
        var get = Get<Writable>(layer, property);
        Assert.Equal(isThere, get is not null);
        Assert.True(get is null || own == get());
    }

    private static T? Get<T>(LayerUnderTest layer, string property)
        where T : Delegate => layer.Case.Type.GetProperty(property)?.GetMethod!.CreateDelegate<T>(layer.Layer);

    private static void RequireSaved(LayerUnderTest layer, string property, ReadOnlySpan<float> own, bool isThere)
    {
        var get = Get<ReadOnly>(layer, property);
        Assert.Equal(isThere, get is not null);
        Assert.True(get is null || (own == get() && !own.IsEmpty));
    }

    private static void RequireFilled(
        LayerUnderTest layer, string name, ReadOnlySpan<float> own, ReadOnlySpan<float> ownGradient)
    {
        var parameter = layer.Layer.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        Assert.True(parameter is null || own[^1] == name.Length);
        Assert.True(parameter is not { IsTrainable: true } || ownGradient[^1] == -name.Length);
    }

    private static int? Constant(LayerCase layer, string name) => (int?)layer.Type.GetField(name)?.GetRawConstantValue();

    private static void RequireParameters(LayerCase layer, Pass pass, Type type)
    {
        var parameters = type.GetMethod($"{pass}", BindingFlags.Public | BindingFlags.Instance)!.GetParameters();
        Assert.Equal(
            [.. Arguments.Of(layer, pass), .. layer.SizedAtCall ? ["batch"] : Array.Empty<string>()],
            parameters.Select(parameter => parameter.Name));
        foreach (var parameter in parameters)
        {
            var tensor = Arguments.IsWritten(pass, parameter.Name!) ? typeof(Span<float>) : typeof(ReadOnlySpan<float>);
            var expected = parameter.Name == "batch" ? typeof(int) : tensor;
            Assert.Equal(expected, parameter.ParameterType);
        }
    }
}
