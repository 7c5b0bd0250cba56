"""What is allowed and due in a training: planning, enrolling, attending, links."""
