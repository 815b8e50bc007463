using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// What a file calls the parameters of a layer. <see cref="PyTorch"/> and <see cref="Keras"/> are there; others are made with
/// <c>with</c>: <c>ParameterNames.PyTorch with { Weight = "scale" }</c>. Immutable.
/// </summary>
public sealed record ParameterNames
{
    /// <summary>
    /// PyTorch's names: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c>, <c>num_batches_tracked</c>.
    /// </summary>
    public static ParameterNames PyTorch { get; } = new();

    /// <summary>
    /// Keras's names: <c>gamma</c>, <c>beta</c>, <c>moving_mean</c>, <c>moving_variance</c>, and <c>scale</c> for the one
    /// parameter of RMS normalization. Keras counts no batches.
    /// </summary>
    public static ParameterNames Keras { get; } = new()
    {
        Weight = "gamma",
        RmsWeight = "scale",
        Bias = "beta",
        RunningMean = "moving_mean",
        RunningVariance = "moving_variance",
        BatchesTracked = null,
    };

    /// <summary>The scale, <c>Gamma</c>.</summary>
    public string Weight { get; init; } = "weight";

    /// <summary>The scale of an RMS normalization where it has another name; null: <see cref="Weight"/>.</summary>
    public string? RmsWeight { get; init; }

    /// <summary>The shift, <c>Beta</c>.</summary>
    public string Bias { get; init; } = "bias";

    /// <summary>The running mean of batch normalization.</summary>
    public string RunningMean { get; init; } = "running_mean";

    /// <summary>The running variance of batch normalization.</summary>
    public string RunningVariance { get; init; } = "running_var";

    /// <summary>The number of batches that the running statistics have seen; null where files do not hold it.</summary>
    public string? BatchesTracked { get; init; } = "num_batches_tracked";

    /// <summary>The name of one of a layer's <see cref="NormalizationLayer.Parameters"/>.</summary>
    internal string Of(LayerState layer, LayerParameter parameter) => parameter.Name switch
    {
        "weight" => layer is SampleNormState { Options.HasMean: false } ? RmsWeight ?? Weight : Weight,
        "bias" => Bias,
        "running_mean" => RunningMean,
        "running_var" => RunningVariance,
        var other => other,
    };
}
