using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>A tensor that a pass takes.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Text">Its documentation.</param>
internal sealed record TensorParameter(string Name, bool IsWritten, string Text)
{
    /// <summary>Which of the tensors of <c>RunPass</c> it is.</summary>
    public string Source { get; init; } = Name;

    /// <summary>The type of its elements, where they are not floats.</summary>
    public string? Element { get; init; }

    /// <summary>Whether its elements are narrower than floats.</summary>
    public bool IsNarrow => Element is not null;

    /// <summary>The parameter's type, and a space.</summary>
    public string Type => IsNarrow ? $"global::System.Span<{Element}> " : IsWritten ? LayerMethods.WrittenSpan : LayerMethods.ReadSpan;

    /// <summary>The argument that <c>RunPass</c> gives.</summary>
    public string Argument => Element switch
    {
        null => "tensors." + char.ToUpperInvariant(Source[0]) + Source.Substring(1),
        "byte" => "tensors.QuantizedOutput",
        _ => $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<byte, {Element}>(tensors.QuantizedOutput)",
    };
}

/// <summary>The tensors of a layer's passes, and its shape in words and in code.</summary>
internal sealed class LayerTensors(LayerSpec layer)
{
    /// <summary>The shape as documentation shows it: <c>NHWC: batch x 56 x 56 x 64</c>.</summary>
    public string ShapeText => layer.NormalizedShape.Count > 0
        ? "rows of " + string.Join(" x ", layer.NormalizedShape.Select(size => Literals.Integer(size)))
        : layer.LayoutDefinition.Letters + (layer.SpatialSizes.Count == 0 ? "" : ": " + string.Join(" x ", Sized()));

    /// <summary>The expression that makes the runtime's shape.</summary>
    public string ShapeExpression(string name)
    {
        if (layer.NormalizedShape.Count > 0)
        {
            var shape = string.Concat(layer.NormalizedShape.Select(size => ", " + Literals.Integer(size)));
            return $"global::NormGen.Runtime.TensorShape.OfRows(\"{name}\"{shape})";
        }

        var sizes = string.Concat(layer.SpatialSizes.Select(size => ", " + Literals.Integer(size)));
        return $"new(\"{name}\", \"{layer.LayoutDefinition.Letters}\", {Literals.Integer(layer.Channels)}{sizes})";
    }

    /// <summary>The tensors of <c>Infer</c> and <c>Forward</c>.</summary>
    public IReadOnlyList<TensorParameter> Forward(string input) => layer.PreAdd
        ?
        [
            new("input", false, input),
            new("residual", false, "What is added to the input before it is normalized; as long as the input."),
            Output(" or the residual"),
            new("sum", true, $"Where input + residual goes, for the next residual{(IsQuantized ? "" : " and for Backward")}; may be exactly the input or the residual{(IsQuantized ? "" : ", if output is not")}."),
        ]
        :
        [
            new("input", false, input),
            .. Residual(new("residual", false, "What is added to the normalized value; as long as the input.")),
            Output(layer.Residual ? " or the residual" : ""),
        ];

    /// <summary>The tensors of <c>Backward</c>.</summary>
    public IReadOnlyList<TensorParameter> Backward(string input) => layer.PreAdd
        ?
        [
            new("sum", false, "The sum that the last Forward gave, unchanged.") { Source = "input" },
            new("outputGradient", false, "The gradient of the loss by the output."),
            new("sumGradient", false, "What flows back into the sum from elsewhere."),
            new("inputGradient", true, "Where the gradient by the input goes, which is the residual's, too; may be exactly outputGradient or sumGradient."),
        ]
        :
        [
            new("input", false, input),
            .. Residual(new("residual", false, "The residual that went with the input.")),
            new("outputGradient", false, "The gradient of the loss by the output."),
            new("inputGradient", true, "Where the gradient by the input goes; may be exactly outputGradient."),
            .. Residual(new("residualGradient", true, "Where the gradient by the residual goes; may be exactly outputGradient, if inputGradient is not.")),
        ];

    private bool IsQuantized => layer.Quantization != Quantization.None;

    private TensorParameter Output(string orTheResidual) => IsQuantized
        ? new("output", true, "The quantized output, as long as the input, in memory of its own.") { Element = Catalogue.Of(layer.Kernel.Output).StorageType }
        : new("output", true, $"The output, as long as the input; may be exactly the input{orTheResidual}.");

    private IEnumerable<TensorParameter> Residual(TensorParameter parameter) => layer.Residual ? [parameter] : [];

    private string[] Sized()
    {
        var spatial = 0;
        return
        [
            .. layer.LayoutDefinition.Axes.Select(axis => axis switch
            {
                Layouts.Axis.Batch => "batch",
                Layouts.Axis.Channel => Literals.Integer(layer.Channels),
                _ => Literals.Integer(layer.SpatialSizes[spatial++]),
            }),
        ];
    }
}
